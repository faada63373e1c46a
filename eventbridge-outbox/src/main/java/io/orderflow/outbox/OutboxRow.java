package io.orderflow.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An event that waits in the outbox. Who wrote it into the table need not have asked
 * {@link OutboxEvent}: whether it can be taken is for EventBridge to say.
 *
 * @param attempts how often EventBridge has failed it
 * @param traceparent the trace that its sending belongs to; null where there is none
 */
record OutboxRow(long id, String bus, String source, String detailType, String detail, Instant createdAt, int attempts,
		@Nullable String traceparent) {

	/**
	 * As W3C Trace Context has it: version, trace id, parent id, flags, and in versions
	 * above 00 perhaps more.
	 */
	private static final Pattern TRACEPARENT = Pattern
		.compile("(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})" + "-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

	/** As EventBridge counts it, in bytes. */
	int size() {
		return OutboxEvent.size(this.source, this.detailType, this.detail);
	}

	/** The id of its trace; empty where there is none. */
	Optional<String> traceId() {
		return Optional.ofNullable(this.traceparent)
			.map(TRACEPARENT::matcher)
			.filter(Matcher::matches)
			.map((parts) -> parts.group(1));
	}

}
