package io.orderflow.invoices.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderflow.invoices.Events;
import io.orderflow.sqs.MessageTrace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IntakeMetricsTest {

	private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final IntakeMetrics metrics = new IntakeMetrics(this.registry, Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void anOrderInvoicedWithinThirtySecondsMeetsTheObjectiveAndALaterOneDoesNot() {
		issuedAfter(Duration.ofMillis(200));
		issuedAfter(Duration.ofSeconds(30));
		issuedAfter(Duration.ofMillis(30_001));

		assertThat(this.registry.scrape()).contains("invoices_order_to_invoice_seconds_bucket{le=\"30.0\"} 2\n",
				"invoices_order_to_invoice_seconds_count 3\n");
	}

	@Test
	void theObjectiveHasItsSeriesBeforeTheFirstInvoice() {
		assertThat(this.registry.scrape()).contains("invoices_order_to_invoice_seconds_bucket{le=\"30.0\"} 0\n");
	}

	private void issuedAfter(Duration taken) {
		OrderPlaced order = (OrderPlaced) new OrderEventReader().read(Events.orderPlaced(UUID.randomUUID()));
		this.metrics.count(new OrderPlaced(NOW.minus(taken), order.draft(), MessageTrace.NONE), new Outcome.Issued());
	}

}
