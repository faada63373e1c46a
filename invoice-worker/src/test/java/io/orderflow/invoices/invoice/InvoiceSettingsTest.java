package io.orderflow.invoices.invoice;

import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InvoiceSettingsTest {

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	@Test
	void theDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new InvoiceSettings("orders", ZoneId.of("UTC"), Locale.ENGLISH,
				Period.ofDays(14), null, 1, Seller.SAMPLE));
		assertThat(VALIDATOR.validate(bind(Map.of()))).isEmpty();
	}

	@Test
	void theZoneCanBeSet() {
		assertThat(bind(Map.of("invoices.zone", "Europe/Berlin")).zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
	}

	@Test
	void ofTheSampleSellerNothingIsLeftOnceOneIsSet() {
		InvoiceSettings settings = bind(Map.of("invoices.seller.name", "Real Ltd", "invoices.seller.email",
				"billing@real.example", "invoices.seller.tax-id", "12/345", "invoices.seller.address.street",
				"1 Street", "invoices.seller.address.city", "City", "invoices.seller.address.country", "IE"));

		assertThat(settings.seller()).isEqualTo(new Seller("Real Ltd", null, "12/345", null, "billing@real.example",
				new Address("1 Street", "City", null, "IE"), null, null));
		assertThat(VALIDATOR.validate(settings)).isEmpty();
	}

	@Test
	void aSellerWithoutAnyNumberOfATaxOfficeIsRefused() {
		InvoiceSettings settings = bind(Map.of("invoices.seller.name", "Real Ltd", "invoices.seller.email",
				"billing@real.example", "invoices.seller.address.street", "1 Street", "invoices.seller.address.city",
				"City", "invoices.seller.address.country", "IE"));

		assertThat(VALIDATOR.validate(settings)).extracting(ConstraintViolation::getMessage)
			.singleElement()
			.asString()
			.contains("vat-id or tax-id");
	}

	@Test
	void aLanguageThatCannotBePrintedIsRefused() {
		assertThat(VALIDATOR.validate(bind(Map.of("invoices.language", "it")))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "100000000000000001" })
	void aFirstNumberThatNoInvoiceCanHaveIsRefused(String first) {
		assertThat(VALIDATOR.validate(bind(Map.of("invoices.first-number", first)))).hasSize(1);
	}

	@Test
	void aBusThatCannotBeOneIsRefused() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("invoices.bus", "or ders")));
	}

	private static InvoiceSettings bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("invoices",
				InvoiceSettings.class);
	}

}
