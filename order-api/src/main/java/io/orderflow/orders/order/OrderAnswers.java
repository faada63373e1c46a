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

	/**
	 * {@return where an order is answered from, as a path}
	 * @param order its id
	 */
	public static String location(UUID order) {
		return "/orders/" + order;
	}

	Answer of(Order order) {
		return new Answer(location(order.id()), this.json.writeValueAsString(order));
	}

	/**
	 * {@return the answers as they would be now, to those of the orders that are there}
	 * @param orders their ids
	 */
	public List<Answer> of(Collection<UUID> orders) {
		return this.orders.find(orders).stream().map(this::of).toList();
	}

}
