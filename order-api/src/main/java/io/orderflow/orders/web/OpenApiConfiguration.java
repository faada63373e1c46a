package io.orderflow.orders.web;

import java.math.BigDecimal;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The OpenAPI document's head, and how it shows an amount.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	static {
		SpringDocUtils.getConfig()
			.replaceWithSchema(BigDecimal.class, new StringSchema().pattern("^[0-9]+(\\.[0-9]+)?$").example("12.50"));
	}

	@Bean
	OpenAPI openApi() {
		return new OpenAPI().info(new Info().title("Order API")
			.version("1")
			.description("Takes orders. Each becomes an event on Amazon EventBridge, and exactly one invoice. "
					+ "Errors are application/problem+json (RFC 9457)."));
	}

}
