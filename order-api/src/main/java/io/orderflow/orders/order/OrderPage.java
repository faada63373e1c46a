package io.orderflow.orders.order;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of orders.
 *
 * @param next what {@code after} has to be for the next part; null in the last
 */
record OrderPage(List<Order> items, @JsonInclude @Schema(types = {
		"string", "null" }, format = "uuid") @Nullable UUID next){

	/**
	 * @param found the orders of the page, and one more where there is a next
	 */
	static OrderPage of(List<Order> found, int limit) {
		if (found.size() <= limit) {
			return new OrderPage(found, null);
		}
		List<Order> items = found.subList(0, limit);
		return new OrderPage(items, items.get(limit - 1).id());
	}

}
