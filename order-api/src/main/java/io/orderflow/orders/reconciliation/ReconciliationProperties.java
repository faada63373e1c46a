package io.orderflow.orders.reconciliation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the reconciliation.
 *
 * @param interval how long the check waits after the one before
 * @param grace what is younger is not looked at yet: it may be under way. Longer than a
 * transaction and than the instances' clocks differ, or the check passes by what is
 * committed later
 * @param token the bearer token that the command shows to invoice-worker; null where none
 * is demanded
 */
@ConfigurationProperties("orders.reconciliation")
record ReconciliationProperties(@DefaultValue(DEFAULT_INTERVAL) Duration interval, @DefaultValue("5m") Duration grace,
		@Nullable String token) {

	static final String DEFAULT_INTERVAL = "1m";

	ReconciliationProperties {
		if (interval.toMillis() < 1) {
			throw new IllegalArgumentException(
					"orders.reconciliation.interval must be 1ms or more, but is " + interval);
		}
		if (grace.isNegative()) {
			throw new IllegalArgumentException("orders.reconciliation.grace must not be negative, but is " + grace);
		}
	}

	/** Without the token. */
	@Override
	public String toString() {
		return "ReconciliationProperties[interval=%s, grace=%s]".formatted(this.interval, this.grace);
	}

}
