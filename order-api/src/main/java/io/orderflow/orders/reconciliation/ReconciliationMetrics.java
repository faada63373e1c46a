package io.orderflow.orders.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.orders.reconciliation.Findings.State;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What the last check left, in numbers: a scrape must not wait for the database. NaN
 * before the first check, where it failed, and where none has got to its end for so long
 * that what the last one left says nothing any more.
 */
@Component
class ReconciliationMetrics {

	private final Clock clock;

	private final Duration validity;

	private volatile @Nullable State state;

	ReconciliationMetrics(MeterRegistry registry, ReconciliationProperties properties, Clock clock) {
		this.clock = clock;
		this.validity = properties.validity();
		Gauge.builder("orders.without.invoice", () -> sample(State::orders))
			.description("Orders that lack an invoice or a credit note although they are older than the grace")
			.register(registry);
		Gauge.builder("orders.without.invoice.age", () -> sample(this::ageOfOldest))
			.baseUnit("seconds")
			.description("How long ago the oldest of these was placed, or cancelled; 0 if there are none")
			.register(registry);
		Gauge.builder("invoices.without.order", () -> sample(State::invoices))
			.description("Invoices and credit notes for orders that are not there")
			.register(registry);
	}

	/**
	 * @param state null where the check failed
	 */
	void checked(@Nullable State state) {
		this.state = state;
	}

	private double ageOfOldest(State state) {
		return (state.oldest() != null) ? Duration.between(state.oldest(), this.clock.instant()).toMillis() / 1000.0
				: 0;
	}

	private double sample(ToDoubleFunction<State> value) {
		State known = this.state;
		return (known != null && !isOutdated(known)) ? value.applyAsDouble(known) : Double.NaN;
	}

	/** Whether no check, of any instance, has got to its end for too long. */
	boolean isOutdated(State state) {
		return state.checkedAt() == null || state.checkedAt().plus(this.validity).isBefore(this.clock.instant());
	}

}
