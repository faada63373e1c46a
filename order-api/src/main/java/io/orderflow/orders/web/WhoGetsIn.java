package io.orderflow.orders.web;

import io.orderflow.security.ScopeRules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static org.springframework.security.oauth2.core.authorization.OAuth2AuthorizationManagers.hasScope;

/**
 * Which scope a token must have for which path. What is not named here is closed, but for
 * what {@link ScopeRules} tells.
 */
@Configuration(proxyBeanMethods = false)
class WhoGetsIn {

	@Bean
	ScopeRules ordersScopes() {
		return (requests) -> requests
			// Nothing in it that needs a token: it asks for one.
			.requestMatchers(HttpMethod.GET, PagePolicy.PATHS)
			.permitAll()
			.requestMatchers(HttpMethod.HEAD, PagePolicy.PATHS)
			.permitAll()
			.requestMatchers(HttpMethod.POST, "/orders", "/orders/*/cancellation")
			.access(hasScope("orders:write"))
			.requestMatchers(HttpMethod.GET, "/orders/**")
			.access(hasScope("orders:read"))
			.requestMatchers(HttpMethod.HEAD, "/orders/**")
			.access(hasScope("orders:read"));
	}

}
