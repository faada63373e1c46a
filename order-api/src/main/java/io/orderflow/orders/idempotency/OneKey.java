package io.orderflow.orders.idempotency;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * Refuses a request with several {@code Idempotency-Key}s, of which Spring would take the
 * first.
 */
@Component
class OneKey implements Converter<String[], IdempotencyKey> {

	@Override
	public IdempotencyKey convert(String[] headers) {
		throw new IllegalArgumentException("must be sent once");
	}

}
