package io.orderflow.sqs.listener;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A listener of this instance, as operators see it.
 *
 * @param id its id
 * @param queues its queues' names
 * @param state what it does
 * @param lastPoll when its last poll ended; null if it has not polled all its queues yet
 * @param paused null if it is not
 */
record ListenerView(String id, List<String> queues, ListenerState state,
		@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastPoll,
		@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Pause paused) {

	static ListenerView of(Listener listener, Duration stalledAfter) {
		return new ListenerView(listener.id(), listener.queueNames(), listener.state(stalledAfter), listener.lastPoll(),
				listener.pause());
	}

}
