package io.orderflow.orders.reconciliation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReconciliationPropertiesTests {

	@Test
	void itChecksEachMinuteWhatIsOlderThanFive() {
		ReconciliationProperties properties = bind(Map.of());
		assertThat(properties.interval()).isEqualTo(Duration.ofMinutes(1));
		assertThat(properties.grace()).isEqualTo(Duration.ofMinutes(5));
		assertThat(properties.token()).isNull();
	}

	@Test
	void theTokenIsNotShown() {
		assertThat(bind(Map.of("orders.reconciliation.token", "a-secret")).toString()).doesNotContain("a-secret");
	}

	@Test
	void theIntervalIsPositive() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("orders.reconciliation.interval", "0s")))
			.withStackTraceContaining("orders.reconciliation.interval must be 1ms or more, but is PT0S");
	}

	@Test
	void theGraceIsAtLeastAsLongAsATransactionCanTake() {
		for (String tooShort : List.of("-1s", "0s", "4999ms")) {
			assertThatExceptionOfType(BindException.class)
				.isThrownBy(() -> bind(Map.of("orders.reconciliation.grace", tooShort)))
				.withStackTraceContaining("orders.reconciliation.grace must be 5s or more, as long as a transaction");
		}
		assertThat(bind(Map.of("orders.reconciliation.grace", "5s")).grace()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void aResultIsWorthTenChecksAndTenMinutesAtLeast() {
		assertThat(bind(Map.of()).validity()).isEqualTo(Duration.ofMinutes(10));
		assertThat(bind(Map.of("orders.reconciliation.interval", "1s")).validity()).isEqualTo(Duration.ofMinutes(10));
		assertThat(bind(Map.of("orders.reconciliation.interval", "1h")).validity()).isEqualTo(Duration.ofHours(10));
	}

	private static ReconciliationProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("orders.reconciliation",
				ReconciliationProperties.class);
	}

}
