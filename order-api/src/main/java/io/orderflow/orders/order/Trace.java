package io.orderflow.orders.order;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The trace that an order belongs to. EventBridge carries no message attributes, so it
 * travels inside the event.
 *
 * @param traceparent as
 * <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 * has it
 */
record Trace(String traceparent) {

	private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

	/**
	 * From the client's header, which is ignored where it is not one, as W3C wants it.
	 * @param header null where there is none
	 */
	static @Nullable Trace of(@Nullable String header) {
		return (header != null && TRACEPARENT.matcher(header).matches()) ? new Trace(header) : null;
	}

}
