package io.orderflow.outbox;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * An event that EventBridge can never take, as an operator sees it.
 *
 * @param reason EventBridge's error code, or what stands for it
 * @param error the code and the explanation of it
 * @param attempts how often EventBridge has failed it
 * @param detail the whole detail, as it was published; null in a list
 * @param discarded null unless an operator discarded it
 */
record ParkedEvent(long id, String reason, String error, String bus, String source, String detailType,
		Instant createdAt, Instant parkedAt, int attempts, @JsonRawValue @Nullable String detail,
		@Nullable Discarded discarded) {

	/**
	 * That an operator discarded it.
	 *
	 * @param by the operator's name; {@code anonymous} where the application asks for
	 * none
	 */
	record Discarded(Instant at, String by, String because) {

	}

}
