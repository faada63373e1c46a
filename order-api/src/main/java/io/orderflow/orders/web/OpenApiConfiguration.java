package io.orderflow.orders.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The OpenAPI document's head.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	OpenAPI openApi() {
		return new OpenAPI().info(new Info().title("Order API")
			.version("1")
			.description("Takes orders. Each becomes an event on Amazon EventBridge, and exactly one invoice. "
					+ "Errors are application/problem+json (RFC 9457)."));
	}

}
