package io.orderflow.orders.order;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of orders.
 *
 * @param items may be fewer than asked for, also where others follow
 * @param next what {@code after} has to be for the next part; null in the last
 */
record OrderPage(List<TrackedOrder> items, @JsonInclude @Schema(types = {
		"string", "null" }, format = "uuid") @Nullable UUID next){

	/**
	 * @param more whether others follow
	 */
	static OrderPage of(List<TrackedOrder> items, boolean more) {
		return new OrderPage(items, more ? items.get(items.size() - 1).order().id() : null);
	}

}
