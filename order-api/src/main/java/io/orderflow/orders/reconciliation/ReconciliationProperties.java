package io.orderflow.orders.reconciliation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the reconciliation.
 *
 * @param interval how long the check waits after the one before
 * @param grace what is younger is not looked at yet: it may be under way. At least 5s, as
 * long as a transaction can take, and longer than the instances' clocks differ, or the
 * check passes by what is committed later
 * @param token the bearer token that the command shows to invoice-worker; null where none
 * is demanded
 */
@ConfigurationProperties("orders.reconciliation")
record ReconciliationProperties(@DefaultValue(DEFAULT_INTERVAL) Duration interval, @DefaultValue("5m") Duration grace,
		@Nullable String token) {

	static final String DEFAULT_INTERVAL = "1m";

	/** The service's spring.transaction.default-timeout. */
	private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(5);

	private static final Duration SHORTEST_VALIDITY = Duration.ofMinutes(10);

	ReconciliationProperties {
		if (interval.toMillis() < 1) {
			throw new IllegalArgumentException(
					"orders.reconciliation.interval must be 1ms or more, but is " + interval);
		}
		if (grace.compareTo(LONGEST_TRANSACTION) < 0) {
			throw new IllegalArgumentException("orders.reconciliation.grace must be 5s or more, as long as a "
					+ "transaction can take, but is " + grace);
		}
	}

	/** How long the result of a check is worth something. */
	Duration validity() {
		Duration tenChecks = this.interval.multipliedBy(10);
		return (tenChecks.compareTo(SHORTEST_VALIDITY) > 0) ? tenChecks : SHORTEST_VALIDITY;
	}

	/** Without the token. */
	@Override
	public String toString() {
		return "ReconciliationProperties[interval=%s, grace=%s]".formatted(this.interval, this.grace);
	}

}
