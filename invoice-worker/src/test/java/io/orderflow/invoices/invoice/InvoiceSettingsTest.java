package io.orderflow.invoices.invoice;

import java.time.ZoneId;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class InvoiceSettingsTest {

	@Test
	void theDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new InvoiceSettings(ZoneId.of("UTC")));
	}

	@Test
	void theZoneCanBeSet() {
		assertThat(bind(Map.of("invoices.zone", "Europe/Berlin")).zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
	}

	private static InvoiceSettings bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("invoices",
				InvoiceSettings.class);
	}

}
