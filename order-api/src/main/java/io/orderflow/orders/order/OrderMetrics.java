package io.orderflow.orders.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts orders that were placed and cancelled, and has the one line of the log on each.
 * After the commit: what was rolled back did not happen.
 */
@Component
class OrderMetrics {

	private static final Logger logger = LoggerFactory.getLogger(OrderMetrics.class);

	private final Counter accepted;

	private final Counter cancelled;

	OrderMetrics(MeterRegistry registry) {
		this.accepted = Counter.builder("orders.accepted")
			.description("Orders that were accepted and committed")
			.register(registry);
		this.cancelled = Counter.builder("orders.cancelled")
			.description("Orders that were cancelled, whole or in part")
			.register(registry);
	}

	@TransactionalEventListener(fallbackExecution = true)
	void placed(OrderPlaced event) {
		this.accepted.increment();
		logger.atInfo()
			.addKeyValue("order.id", event.id())
			.addKeyValue("event.id", event.eventId())
			.log("Accepted an order");
	}

	@TransactionalEventListener(fallbackExecution = true)
	void cancelled(OrderCancelled event) {
		this.cancelled.increment();
		logger.atInfo()
			.addKeyValue("order.id", event.id())
			.addKeyValue("event.id", event.eventId())
			.log("Cancelled an order");
	}

}
