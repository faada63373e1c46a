package io.orderflow.orders.order;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.outbox.EventTracing;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Keeps an order and its event, both or neither.
 */
@Component
class PlaceOrder {

	private final Orders orders;

	private final EventTracing tracing;

	private final OrderProperties properties;

	private final JsonMapper json;

	private final Clock clock;

	private final ApplicationEventPublisher news;

	PlaceOrder(Orders orders, EventTracing tracing, OrderProperties properties, JsonMapper json, Clock clock,
			ApplicationEventPublisher news) {
		this.orders = orders;
		this.tracing = tracing;
		this.properties = properties;
		this.json = json;
		this.clock = clock;
		this.news = news;
	}

	/** One statement, which needs no transaction but takes part in the one there is. */
	Order place(OrderRequest request) {
		// What PostgreSQL keeps: microseconds.
		Order order = Order.of(UuidCreator.getTimeOrderedEpoch(), this.clock.instant().truncatedTo(ChronoUnit.MICROS),
				request, this.properties);
		Trace trace = Trace.of(this.tracing.create(this.properties.bus(), OrderPlaced.DETAIL_TYPE));
		OrderPlaced event = OrderPlaced.of(UuidCreator.getTimeOrderedEpoch(), order, trace);
		this.orders.add(order, event.event(this.properties.bus(), this.json));
		this.news.publishEvent(event);
		return order;
	}

}
