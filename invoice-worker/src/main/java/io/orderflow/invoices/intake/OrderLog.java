package io.orderflow.invoices.intake;

import io.orderflow.sqs.MessageTrace;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What every line of the log that concerns an order carries. The event's and the trace's
 * are named as in Elastic Common Schema.
 */
final class OrderLog {

	static final String ORDER_ID = "order.id";

	static final String EVENT_ID = "event.id";

	static final String TRACE_ID = "trace.id";

	private OrderLog() {
	}

	static LoggingEventBuilder about(LoggingEventBuilder line, Object orderId, Object eventId,
			@Nullable MessageTrace trace) {
		LoggingEventBuilder about = line.addKeyValue(ORDER_ID, orderId).addKeyValue(EVENT_ID, eventId);
		String traceId = (trace != null) ? trace.traceId() : null;
		return (traceId != null) ? about.addKeyValue(TRACE_ID, traceId) : about;
	}

}
