package io.orderflow.invoices.intake;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class IntakeSettingsTest {

	@Test
	void theDefaults() {
		assertThat(bind(Map.of()))
			.isEqualTo(new IntakeSettings("invoices", "invoices-dead-letters", 2, Duration.ofSeconds(3)));
	}

	@Test
	void theDeadLetterQueueIsNamedAfterTheQueue() {
		assertThat(bind(Map.of("invoices.queue", "billing")).deadLetterQueue()).isEqualTo("billing-dead-letters");
	}

	@Test
	void allCanBeSet() {
		assertThat(bind(Map.of("invoices.queue", "billing", "invoices.dead-letter-queue", "odd",
				"invoices.concurrent-batches", "3", "invoices.poll-wait", "20s")))
			.isEqualTo(new IntakeSettings("billing", "odd", 3, Duration.ofSeconds(20)));
	}

	private static IntakeSettings bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("invoices",
				IntakeSettings.class);
	}

}
