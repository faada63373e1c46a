package io.orderflow.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.oauth2.core.authorization.OAuth2AuthorizationManagers;

/**
 * Which of an application's paths demand which scope, with
 * {@link OAuth2AuthorizationManagers#hasScope}. An application has one bean of this type,
 * or does not start.
 * <p>
 * Heeded only while tokens are demanded. Health, the other endpoints of the actuator,
 * each {@link StaticPage} and the OpenAPI document have rules already, of which the
 * actuator's come first; what no rule names is closed, so these must not speak of any
 * request.
 */
@FunctionalInterface
public interface ScopeRules {

	/**
	 * Adds them.
	 * @param requests where to
	 */
	void addTo(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests);

}
