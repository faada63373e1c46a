package io.orderflow.invoices;

import java.math.BigDecimal;
import java.util.Currency;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.core.StreamWriteFeature;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How this service writes JSON, in its answers and in its database, and describes it.
 */
@Configuration(proxyBeanMethods = false)
class Json {

	static {
		SpringDocUtils.getConfig()
			.replaceWithSchema(BigDecimal.class, new StringSchema().pattern("^[0-9]+(\\.[0-9]+)?$").example("12.50"))
			.replaceWithSchema(Currency.class, new StringSchema().example("EUR"));
	}

	@Bean
	OpenAPI openApi() {
		return new OpenAPI().info(new Info().title("Invoices")
			.version("1")
			.description(
					"Shows the invoice of each order, and its credit note. Errors are application/problem+json (RFC 9457)."));
	}

	/**
	 * Decimals are strings without an exponent, for a JSON number becomes a binary float
	 * in most readers. What is null is left out.
	 */
	@Bean
	JsonMapperBuilderCustomizer decimalsAsStrings() {
		return (builder) -> builder.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			.withConfigOverride(BigDecimal.class,
					(decimal) -> decimal.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
	}

}
