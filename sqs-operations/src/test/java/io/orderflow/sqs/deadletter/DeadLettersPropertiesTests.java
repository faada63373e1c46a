package io.orderflow.sqs.deadletter;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeadLettersPropertiesTests {

	@Test
	void hasDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new DeadLettersProperties(List.of("dead", "lost"), "work", true,
				Duration.ofSeconds(3), Duration.ofDays(400), Duration.ofSeconds(15)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "queues=", "put-back-to=", "poll-wait=0s", "poll-wait=21s", "retention=0s",
			"sample-interval=0s" })
	void whatWouldFailLaterIsRefusedAtTheStart(String setting) {
		int end = setting.indexOf('=');
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("dead-letters." + setting.substring(0, end), setting.substring(end + 1))))
			.havingRootCause()
			.withMessageStartingWith("dead-letters." + setting.substring(0, end));
	}

	private static DeadLettersProperties bind(Map<String, String> properties) {
		Map<String, String> all = new HashMap<>(
				Map.of("dead-letters.queues", "dead, lost", "dead-letters.put-back-to", "work"));
		all.putAll(properties);
		return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("dead-letters",
				DeadLettersProperties.class);
	}

}
