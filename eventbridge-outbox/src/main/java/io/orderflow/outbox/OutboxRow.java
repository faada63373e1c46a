package io.orderflow.outbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;

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

	/** Of what may stand in a log. */
	private static final Pattern ID = Pattern.compile("[\\w.:-]{1,100}");

	/**
	 * What the log says of it, as far as it can be told: the detail's {@code id}, of what
	 * it is about, as {@code detail.id}, its {@code eventId} as {@code event.id}, and
	 * {@code trace.id}.
	 */
	Map<String, String> ids() {
		Map<String, String> ids = new LinkedHashMap<>();
		Map<String, Object> parts = parts();
		id(parts.get("id")).ifPresent((id) -> ids.put("detail.id", id));
		id(parts.get("eventId")).ifPresent((id) -> ids.put("event.id", id));
		traceId().ifPresent((id) -> ids.put("trace.id", id));
		return ids;
	}

	private Map<String, Object> parts() {
		try {
			return JsonParserFactory.getJsonParser().parseMap(this.detail);
		}
		catch (JsonParseException ex) {
			// No object, which may be why EventBridge refuses it.
			return Map.of();
		}
	}

	private static Optional<String> id(@Nullable Object value) {
		return Optional.ofNullable(value).map(Object::toString).filter((id) -> ID.matcher(id).matches());
	}

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
