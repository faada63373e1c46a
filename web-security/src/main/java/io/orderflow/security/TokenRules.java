package io.orderflow.security;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.regex.Pattern;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.client.RestTemplate;

/**
 * What a token must have besides what {@code spring.security.oauth2.resourceserver.jwt.*}
 * says of its signature, issuer and audience.
 */
@Configuration(proxyBeanMethods = false)
class TokenRules {

	/** OpenID Connect Core 1.0, section 2: at most 255 characters of ASCII. */
	private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]{0,254}");

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

	/** Who calls. */
	@Bean
	OAuth2TokenValidator<Jwt> tokenSubject() {
		return new JwtClaimValidator<String>(JwtClaimNames.SUB,
				(subject) -> subject != null && SUBJECT.matcher(subject).matches());
	}

	/** A token that never ends cannot be taken back. */
	@Bean
	OAuth2TokenValidator<Jwt> tokenExpiry() {
		return new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull);
	}

	/**
	 * Issuers name the type as RFC 9068 has it, as RFC 7519 has it, or not at all.
	 */
	@Bean
	OAuth2TokenValidator<Jwt> tokenType() {
		JwtTypeValidator type = new JwtTypeValidator("at+jwt", "application/at+jwt", "JWT");
		type.setAllowEmpty(true);
		return type;
	}

	/**
	 * Which of two {@code Authorization} headers counts is anybody's guess, and a proxy
	 * may guess otherwise than this service. At health, which is open, none is looked at:
	 * it says how the service is, and not how the issuer is; not so at its group
	 * {@code pipeline}, which is not open.
	 */
	@Bean
	BearerTokenResolver oneAuthorization() {
		DefaultBearerTokenResolver resolver = new DefaultBearerTokenResolver();
		RequestMatcher health = new AndRequestMatcher(EndpointRequest.to(HealthEndpoint.class),
				new NegatedRequestMatcher(new DetailedHealth()));
		return (request) -> {
			if (health.matches(request)) {
				return null;
			}
			if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
				throw new OAuth2AuthenticationException(
						BearerTokenErrors.invalidRequest("There is more than one Authorization header"));
			}
			return resolver.resolve(request);
		};
	}

	/** An issuer that does not answer holds no request for long. */
	@Bean
	JwkSetUriJwtDecoderBuilderCustomizer shortWaits() {
		return (decoder) -> {
			JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
					HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
			requests.setReadTimeout(READ_TIMEOUT);
			decoder.restOperations(new RestTemplate(requests));
		};
	}

}
