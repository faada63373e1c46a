package io.orderflow.orders.order;

import java.util.Currency;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OrderPropertiesTests {

	@Test
	void ordersGoToTheBusOrdersAndAreInEuro() {
		OrderProperties defaults = bind(Map.of());
		assertThat(defaults.bus()).isEqualTo("orders");
		assertThat(defaults.currencies()).containsExactly(Currency.getInstance("EUR"));
	}

	@Test
	void aCurrencyWithThreeMinorUnitsIsRefused() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("orders.currencies", "EUR,KWD")))
			.havingRootCause()
			.withMessageContaining("KWD");
	}

	@Test
	void aBusThatCannotBeOneIsRefused() {
		for (String bus : new String[] { "or ders", "arn:aws:events:anything" }) {
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("orders.bus", bus)))
				.havingRootCause()
				.withMessageContaining(bus);
		}
	}

	private static OrderProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("orders", OrderProperties.class);
	}

}
