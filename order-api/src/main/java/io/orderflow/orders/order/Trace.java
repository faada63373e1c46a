package io.orderflow.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * The trace that an order's event belongs to. EventBridge carries no message attributes,
 * so it travels inside the event.
 *
 * @param traceparent as
 * <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 * has it
 */
record Trace(String traceparent) {

	/**
	 * @param traceparent null where there is no trace
	 */
	static @Nullable Trace of(@Nullable String traceparent) {
		return (traceparent != null) ? new Trace(traceparent) : null;
	}

	/** The opposite of {@link #of}. */
	static @Nullable String traceparent(@Nullable Trace trace) {
		return (trace != null) ? trace.traceparent() : null;
	}

}
