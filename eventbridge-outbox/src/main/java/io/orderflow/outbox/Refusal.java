package io.orderflow.outbox;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Why an operator's request was not done.
 */
record Refusal(int status, String detail) {

	static WebEndpointResponse<?> of(int status, String detail) {
		return new WebEndpointResponse<>(new Refusal(status, detail), status);
	}

}
