package io.orderflow.orders.web;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WebPropertiesTests {

	@Test
	void theDefaultsFitASmallHeap() {
		assertThat(bind(Map.of())).isEqualTo(new WebProperties(DataSize.ofKilobytes(512), Duration.ofSeconds(10), 1000,
				DataSize.ofMegabytes(32), 400));
	}

	@Test
	void limitsThatLetNothingThroughAreRefused() {
		for (Map.Entry<String, String> wrong : Map
			.of("max-body-size", "0B", "body-timeout", "0s", "max-uploads", "0", "max-bodies-size", "511KB",
					"max-requests", "0")
			.entrySet()) {
			String setting = "orders.web." + wrong.getKey();
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(setting, wrong.getValue())))
				.havingRootCause()
				.withMessageContaining(setting);
		}
	}

	private static WebProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("orders.web",
				WebProperties.class);
	}

}
