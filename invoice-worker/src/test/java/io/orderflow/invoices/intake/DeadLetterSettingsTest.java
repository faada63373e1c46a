package io.orderflow.invoices.intake;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which queues dead letters are collected from and put back to, by environment variables.
 */
class DeadLetterSettingsTest {

	@Test
	void theyAreNamedAfterTheQueue() {
		assertThat(queues(Map.of())).isEqualTo("invoices-dead-letters, invoices-undelivered -> invoices");
		assertThat(queues(Map.of("INVOICES_QUEUE", "other")))
			.isEqualTo("other-dead-letters, other-undelivered -> other");
	}

	@Test
	void eachCanBeSet() {
		assertThat(queues(Map.of("INVOICES_QUEUE", "other", "INVOICES_DEADLETTERQUEUE", "odd",
				"INVOICES_UNDELIVEREDQUEUE", "lost")))
			.isEqualTo("odd, lost -> other");
	}

	private static String queues(Map<String, Object> variables) {
		StaticApplicationContext context = new StaticApplicationContext();
		ConfigurableEnvironment environment = context.getEnvironment();
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
		new ConfigDataApplicationContextInitializer().initialize(context);
		// As Spring Boot does it: the names of variables are without dashes.
		ConfigurationPropertySources.attach(environment);
		return environment.getProperty("dead-letters.queues") + " -> "
				+ environment.getProperty("dead-letters.put-back-to");
	}

}
