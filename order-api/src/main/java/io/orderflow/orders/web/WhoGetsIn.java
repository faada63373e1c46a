package io.orderflow.orders.web;

import io.orderflow.security.ScopeRules;
import io.orderflow.security.StaticPage;

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

	/** The order page, which lies in {@code static}. */
	@Bean
	StaticPage orderPage() {
		return StaticPage.at("/", "/index.html", "/page/*");
	}

	/** The operator's page, which comes with {@code sqs-operations}. */
	@Bean
	StaticPage operatorsPage() {
		return StaticPage.at("/operate.html", "/operate/*");
	}

	@Bean
	ScopeRules ordersScopes() {
		return (requests) -> requests.requestMatchers(HttpMethod.POST, "/orders", "/orders/*/cancellation")
			.access(hasScope("orders:write"))
			.requestMatchers(HttpMethod.GET, "/orders/**")
			.access(hasScope("orders:read"))
			.requestMatchers(HttpMethod.HEAD, "/orders/**")
			.access(hasScope("orders:read"));
	}

}
