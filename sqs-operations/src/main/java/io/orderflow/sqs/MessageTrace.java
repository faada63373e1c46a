package io.orderflow.sqs;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.messaging.Message;

/**
 * What an event says of its trace. EventBridge carries no headers, so it is in the
 * event's detail.
 *
 * @param traceparent as W3C Trace Context has it; null where there is none
 * @param again whether it is told once more, by a replay of an archive or from a
 * dead-letter queue: then it is no part of that trace, which is over, but linked to it
 */
public record MessageTrace(@Nullable String traceparent, boolean again) {

	/**
	 * The name of a message attribute, of what was put back from a dead-letter queue.
	 */
	public static final String REDRIVE = "redrive";

	/** Of an event that belongs to no trace. */
	public static final MessageTrace NONE = new MessageTrace(null, false);

	/**
	 * Reads what an event says.
	 * @param envelope the event, as EventBridge delivers it
	 * @return its {@code traceparent} if it is a text, and whether a replay brings it
	 */
	public static MessageTrace of(JsonNode envelope) {
		JsonNode traceparent = envelope.at("/detail/trace/traceparent");
		return new MessageTrace(traceparent.isString() ? traceparent.stringValue() : null, envelope.has("replay-name"));
	}

	/**
	 * {@return the trace's id; null where there is no trace}
	 */
	public @Nullable String traceId() {
		return Traceparent.traceId(this.traceparent);
	}

	/** What the event in a message says, and whether that was put back. */
	MessageTrace in(Message<?> message) {
		return new MessageTrace(this.traceparent, this.again || AttributesApart.of(message).containsKey(REDRIVE));
	}

}
