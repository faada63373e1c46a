package io.orderflow.sqs.listener;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OperationsPropertiesTests {

	@Test
	void hasDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new OperationsProperties(Duration.ofSeconds(2), Duration.ofSeconds(5),
				Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(5)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "check-interval", "retry-interval", "stalled-after", "sample-interval", "ask-timeout",
			"health-max-age" })
	void whatWouldFailLaterIsRefusedAtTheStart(String setting) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("sqs.operations." + setting, "0s")))
			.havingRootCause()
			.withMessageContaining(setting);
	}

	private static OperationsProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("sqs.operations",
				OperationsProperties.class);
	}

}
