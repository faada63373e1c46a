package io.orderflow.outbox;

import java.time.Instant;

/**
 * An event that waits in the outbox. Who wrote it into the table need not have asked
 * {@link OutboxEvent}: whether it can be taken is for EventBridge to say.
 *
 * @param attempts how often EventBridge has failed it
 */
record OutboxRow(long id, String bus, String source, String detailType, String detail, Instant createdAt,
		int attempts) {

	/** As EventBridge counts it, in bytes. */
	int size() {
		return OutboxEvent.size(this.source, this.detailType, this.detail);
	}

}
