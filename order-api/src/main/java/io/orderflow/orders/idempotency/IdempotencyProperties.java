package io.orderflow.orders.idempotency;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the idempotency keys.
 *
 * @param ttl for how long an answer is kept and given again; after it, the key counts as
 * new
 */
@ConfigurationProperties("orders.idempotency")
record IdempotencyProperties(@DefaultValue("24h") Duration ttl) {

	IdempotencyProperties {
		if (ttl.toSeconds() < 1) {
			throw new IllegalArgumentException("orders.idempotency.ttl must be 1s or more, but is " + ttl);
		}
	}

}
