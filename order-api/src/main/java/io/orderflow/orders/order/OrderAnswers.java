package io.orderflow.orders.order;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.orderflow.orders.idempotency.Answer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * What is answered to who places an order.
 */
@Component
public class OrderAnswers {

	private final Orders orders;

	private final JsonMapper json;

	OrderAnswers(Orders orders, JsonMapper json) {
		this.orders = orders;
		this.json = json;
	}

	/** Where an order is answered from. */
	public static String location(UUID order) {
		return "/orders/" + order;
	}

	Answer of(Order order) {
		return new Answer(location(order.id()), this.json.writeValueAsString(order));
	}

	/** The answers as they would be now, to those of the orders that are there. */
	public List<Answer> of(Collection<UUID> orders) {
		return this.orders.find(orders).stream().map(this::of).toList();
	}

}
