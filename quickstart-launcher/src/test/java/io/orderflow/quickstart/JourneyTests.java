package io.orderflow.quickstart;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JourneyTests {

	@Test
	void eachOrderIsARow() {
		Journey journey = new Journey("0199c0de-0000-7000-8000-000000000001", Duration.ofNanos(12_345_678),
				"0199c0de-0000-7000-8000-0000000000e1", Duration.ofMillis(20), "2026-000001", Duration.ofMillis(31));
		assertThat(Journey.table(List.of(journey, journey)).lines()).hasSize(3)
			.last()
			.asString()
			.containsSubsequence("0199c0de-0000-7000-8000-000000000001", "12.3 ms",
					"0199c0de-0000-7000-8000-0000000000e1", "20.0 ms", "2026-000001", "31.0 ms");
	}

}
