package io.orderflow.straightforward.orders;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

record OrderPlaced(String state, @JsonUnwrapped Order order) {

	OrderPlaced(Order order) {
		this("created", order);
	}

}
