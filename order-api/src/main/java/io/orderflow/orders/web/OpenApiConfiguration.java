package io.orderflow.orders.web;

import java.math.BigDecimal;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The OpenAPI document, as far as the controllers do not say it.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	static {
		StringSchema decimal = new StringSchema();
		decimal.pattern("^[0-9]+(\\.[0-9]+)?$")
			.example("12.50")
			.description("A decimal. Always a string in an answer; a request may have a number as well.");
		decimal.addType("string");
		decimal.addType("number");
		SpringDocUtils.getConfig().replaceWithSchema(BigDecimal.class, decimal);
	}

	@Bean
	OpenAPI openApi() {
		return new OpenAPI().info(new Info().title("Order API")
			.version("1")
			.description("Takes orders. Each becomes an event on Amazon EventBridge, and exactly one invoice. "
					+ "Errors are application/problem+json (RFC 9457)."));
	}

	@Bean
	OpenApiCustomizer problemsEverywhere() {
		ObjectSchema problem = new ObjectSchema();
		problem.addProperty("title", new StringSchema());
		problem.addProperty("status", new IntegerSchema());
		problem.addProperty("detail", new StringSchema());
		Content content = new Content().addMediaType("application/problem+json", new MediaType().schema(problem));
		return (api) -> api.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.forEach((operation) -> operation.getResponses()
				.addApiResponse(ApiResponses.DEFAULT,
						new ApiResponse().description("A problem (RFC 9457)").content(content)));
	}

}
