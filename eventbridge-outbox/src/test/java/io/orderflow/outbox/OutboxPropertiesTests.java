package io.orderflow.outbox;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutboxPropertiesTests {

	@Test
	void hasDefaults() {
		OutboxProperties defaults = defaults();
		assertThat(defaults.relays()).isEqualTo(2);
		assertThat(defaults.pollInterval()).isEqualTo(Duration.ofSeconds(1));
		assertThat(defaults.apiCallTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(defaults.lease()).isEqualTo(Duration.ofSeconds(15));
		assertThat(defaults.maxEventSize()).isEqualTo(DataSize.ofKilobytes(256));
		assertThat(defaults.maxRequestSize()).isEqualTo(DataSize.ofKilobytes(256));
		assertThat(defaults.entryBackoff().backoff())
			.isEqualTo(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)));
		assertThat(defaults.callBackoff().backoff())
			.isEqualTo(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10)));
		assertThat(defaults.sampleInterval()).isEqualTo(Duration.ofSeconds(5));
		assertThat(defaults.maxAge()).isEqualTo(Duration.ofMinutes(1));
		assertThat(defaults.buses()).isEmpty();
		assertThat(defaults.discardedRetention()).isEqualTo(Duration.ofDays(400));
	}

	@Test
	void anEventMustFitARequest() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("eventbridge.outbox.max-event-size", "1MB")))
			.havingRootCause()
			.withMessageContaining("max-request-size");
	}

	@Test
	void lessThanNoRelayIsRefused() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("eventbridge.outbox.relays", "-1")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "poll-interval=0s", "api-call-timeout=-1s", "sample-interval=0s", "max-age=0s",
			"discarded-retention=-1d", "entry-backoff.initial=6m", "call-backoff.initial=20s" })
	void whatWouldFailLaterIsRefusedAtTheStart(String setting) {
		String[] pair = setting.split("=");
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("eventbridge.outbox." + pair[0], pair[1])));
	}

	static OutboxProperties defaults() {
		return bind(Map.of());
	}

	private static OutboxProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("eventbridge.outbox",
				OutboxProperties.class);
	}

}
