package io.orderflow.invoices.web;

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

	/** The operator's page, which comes with {@code sqs-operations}. */
	@Bean
	StaticPage operatorsPage() {
		return StaticPage.at("/operate.html", "/operate/*");
	}

	@Bean
	ScopeRules invoicesScopes() {
		return (requests) -> requests.requestMatchers(HttpMethod.GET, "/invoices/**")
			.access(hasScope("invoices:read"))
			.requestMatchers(HttpMethod.HEAD, "/invoices/**")
			.access(hasScope("invoices:read"));
	}

}
