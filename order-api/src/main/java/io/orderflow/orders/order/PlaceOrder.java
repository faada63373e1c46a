package io.orderflow.orders.order;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.outbox.EventOutbox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps an order and its event, both or neither.
 */
@Component
class PlaceOrder {

	private final Orders orders;

	private final EventOutbox outbox;

	private final OrderProperties properties;

	private final JsonMapper json;

	private final Clock clock;

	PlaceOrder(Orders orders, EventOutbox outbox, OrderProperties properties, JsonMapper json, Clock clock) {
		this.orders = orders;
		this.outbox = outbox;
		this.properties = properties;
		this.json = json;
		this.clock = clock;
	}

	@Transactional
	Order place(OrderRequest request, @Nullable Trace trace) {
		// What PostgreSQL keeps: microseconds.
		Order order = Order.of(UuidCreator.getTimeOrderedEpoch(), this.clock.instant().truncatedTo(ChronoUnit.MICROS),
				request);
		OrderPlaced event = OrderPlaced.of(UuidCreator.getTimeOrderedEpoch(), order, trace);
		this.orders.add(order);
		this.outbox.publish(event.event(this.properties.bus(), this.json));
		return order;
	}

}
