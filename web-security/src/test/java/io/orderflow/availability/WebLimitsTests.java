package io.orderflow.availability;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WebLimitsTests {

	@Test
	void theDefaultsFitASmallHeap() {
		assertThat(bind(Map.of())).isEqualTo(new WebLimits(DataSize.ofKilobytes(512), Duration.ofSeconds(10), 1000,
				DataSize.ofMegabytes(32), 400, 8));
	}

	@Test
	void limitsThatLetNothingThroughAreRefused() {
		for (Map.Entry<String, String> wrong : Map
			.of("max-body-size", "0B", "body-timeout", "0s", "max-uploads", "0", "max-bodies-size", "511KB",
					"max-requests", "0", "max-lists", "0")
			.entrySet()) {
			assertThatExceptionOfType(BindException.class)
				.isThrownBy(() -> bind(Map.of("limits." + wrong.getKey(), wrong.getValue())))
				.havingRootCause()
				.withMessageContaining(wrong.getKey());
		}
	}

	private static WebLimits bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("limits", WebLimits.class);
	}

}
