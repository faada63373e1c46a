package io.orderflow.invoices.intake;

import io.orderflow.sqs.MessageTrace;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What every line of the log that concerns an order carries: {@code order.id},
 * {@code event.id} and {@code trace.id}, as Elastic Common Schema names the latter two.
 */
final class OrderLog {

	private OrderLog() {
	}

	static LoggingEventBuilder about(LoggingEventBuilder line, Object orderId, Object eventId,
			@Nullable MessageTrace trace) {
		LoggingEventBuilder about = line.addKeyValue("order.id", orderId).addKeyValue("event.id", eventId);
		String traceId = (trace != null) ? trace.traceId() : null;
		return (traceId != null) ? about.addKeyValue("trace.id", traceId) : about;
	}

}
