package io.orderflow.sqs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * The header of <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C
 * Trace Context</a>. It is written in version 00; of a higher one the fields of that are
 * read, as W3C wants it.
 */
final class Traceparent {

	/**
	 * One of version 00 ends with its flags, 55 characters in all; none is of version ff.
	 */
	private static final Pattern FORM = Pattern.compile("(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})"
			+ "-(?!0{16})([0-9a-f]{16})-[0-9a-f]([0-9a-f])(?:-.*)?");

	private Traceparent() {
	}

	/**
	 * @return empty if it is not one, which W3C wants ignored
	 */
	static Optional<TraceContext> parse(@Nullable String text, Tracer tracer) {
		Matcher parts = FORM.matcher((text != null) ? text : "");
		return parts.matches() ? Optional.of(tracer.traceContextBuilder()
			.traceId(parts.group(1))
			.spanId(parts.group(2))
			.sampled(Character.digit(parts.group(3).charAt(0), 16) % 2 == 1)
			.build()) : Optional.empty();
	}

	/**
	 * @return null of what is none
	 */
	static @Nullable String traceId(@Nullable String text) {
		Matcher parts = FORM.matcher((text != null) ? text : "");
		return parts.matches() ? parts.group(1) : null;
	}

	/**
	 * @return null of a context that is none
	 */
	static @Nullable String format(TraceContext context) {
		String text = "00-%s-%s-%s".formatted(context.traceId(), context.spanId(),
				Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
		return FORM.matcher(text).matches() ? text : null;
	}

}
