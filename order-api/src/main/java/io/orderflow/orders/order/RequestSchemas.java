package io.orderflow.orders.order;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * What the OpenAPI document does not learn from an order's constraints by itself: that no
 * other fields are known, which may be null, the form of texts and decimals, and the
 * codes.
 */
@Component
class RequestSchemas implements OpenApiCustomizer {

	private static final List<Class<?>> TYPES = List.of(OrderRequest.class, Customer.class, Customer.Address.class,
			OrderLine.class, CancellationRequest.class, CancellationRequest.CancelledLine.class);

	private final List<String> currencies;

	RequestSchemas(OrderProperties properties) {
		this.currencies = properties.currencies().stream().map(Currency::getCurrencyCode).sorted().toList();
	}

	@Override
	public void customise(OpenAPI api) {
		for (Class<?> type : TYPES) {
			Schema<?> schema = api.getComponents().getSchemas().get(type.getSimpleName());
			schema.setAdditionalProperties(false);
			Arrays.stream(type.getRecordComponents()).forEach((component) -> {
				@SuppressWarnings("rawtypes")
				Map<String, Schema> properties = schema.getProperties();
				properties.put(component.getName(),
						describe(field(type, component.getName()), properties.get(component.getName())));
			});
		}
		Schema<?> currency = (Schema<?>) api.getComponents()
			.getSchemas()
			.get(OrderRequest.class.getSimpleName())
			.getProperties()
			.get("currency");
		oneOf(currency, this.currencies);
	}

	private static Schema<?> describe(Field field, Schema<?> schema) {
		Schema<?> described = (field.getType() == BigDecimal.class) ? decimal(field) : schema;
		if (field.isAnnotationPresent(Text.class)) {
			described.pattern(Text.FORM).setMinLength(1);
		}
		if (field.isAnnotationPresent(CountryCode.class)) {
			oneOf(described, Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2).stream().sorted().toList());
		}
		if (field.isAnnotationPresent(UnitCode.class)) {
			described.pattern(UnitCode.FORM);
		}
		if (field.isAnnotationPresent(VatId.class)) {
			described.pattern(VatId.FORM);
		}
		if (!field.isAnnotationPresent(NotNull.class)) {
			described.addType("null");
			if (described.getEnum() != null) {
				described.addEnumItemObject(null);
			}
		}
		return described;
	}

	private static Schema<?> decimal(Field field) {
		Digits digits = field.getAnnotation(Digits.class);
		DecimalMin least = field.getAnnotation(DecimalMin.class);
		DecimalMax most = field.getAnnotation(DecimalMax.class);
		boolean positive = least != null && !least.inclusive();
		Schema<?> text = new JsonSchema().types(Set.of("string"))
			.pattern("^%s0*[0-9]{1,%s}(\\.[0-9]{1,%s})?$".formatted(positive ? "(?=.*[1-9])" : "", digits.integer(),
					digits.fraction()))
			.maxLength(50)
			.example("12.50");
		Schema<?> number = new JsonSchema().types(Set.of("number"))
			.multipleOf(BigDecimal.ONE.movePointLeft(digits.fraction()))
			.maximum((most != null) ? new BigDecimal(most.value())
					: BigDecimal.TEN.pow(digits.integer()).subtract(BigDecimal.ONE.movePointLeft(digits.fraction())));
		if (positive) {
			number.exclusiveMinimumValue(new BigDecimal(least.value()));
		}
		else {
			number.minimum(BigDecimal.ZERO);
		}
		return new JsonSchema().description("A decimal. In an answer always a string")
			.addAnyOfItem(text)
			.addAnyOfItem(number);
	}

	@SuppressWarnings("unchecked")
	private static void oneOf(Schema<?> schema, List<String> codes) {
		schema.setPattern(null);
		((Schema<String>) schema).setEnum(codes);
	}

	private static Field field(Class<?> type, String name) {
		try {
			return type.getDeclaredField(name);
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException("A record has a field for each component", ex);
		}
	}

}
