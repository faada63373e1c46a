package io.orderflow.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Closes the application's doors. It must have a {@link ScopeRules} that says what opens
 * them, and answer errors as {@code application/problem+json}, by
 * {@code spring.mvc.problemdetails.enabled} or a handler of its own. The issuer of tokens
 * and their audience are set by {@code spring.security.oauth2.resourceserver.jwt.*}; the
 * audience is not checked unless it is set.
 */
@AutoConfiguration(
		// Each of which has a chain or a controller for an application without one.
		before = { ErrorMvcAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class,
				OAuth2ResourceServerWebSecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ Doors.class, TokenRules.class, OpenDoor.class, BearerTokenProblems.class, ErrorProblems.class,
		PagePolicy.class })
public class WebSecurityAutoConfiguration {

	WebSecurityAutoConfiguration() {
	}

}
