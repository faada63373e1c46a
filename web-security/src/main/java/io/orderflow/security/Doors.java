package io.orderflow.security;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.springframework.security.oauth2.core.authorization.OAuth2AuthorizationManagers.hasScope;

/**
 * Who gets in: with an issuer of tokens set, whoever brings a token with the right scope.
 * Without one, whoever can reach the port; see {@link OpenDoor}.
 */
@Configuration(proxyBeanMethods = false)
class Doors {

	private static final Pattern LOOPBACK_HOST = Pattern
		.compile("(?i)localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[?(::|0:0:0:0:0:0:0:)1]?");

	@Bean
	SecurityFilterChain doors(HttpSecurity http, ObjectProvider<JwtDecoder> tokens, BearerTokenProblems problems,
			ScopeRules scopes, ObjectProvider<StaticPage> pages) {
		// Cross-site request forgery lives on credentials that a browser adds by
		// itself. There are none: no session, no cookie, no login.
		http.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		JwtDecoder decoder = tokens.getIfAvailable();
		return (decoder != null) ? openToBearers(http, decoder, problems, (requests) -> {
			openPages(requests, pages);
			scopes.addTo(requests);
		}) : openToAll(http);
	}

	/**
	 * To all but the pages of other sites in a browser on this machine, which reach
	 * loopback too: those of another origin, and, by {@link #firewall}, those whose own
	 * name was pointed at loopback (DNS rebinding).
	 */
	private static SecurityFilterChain openToAll(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.addFilter(new OtherSites())
			.build();
	}

	private static SecurityFilterChain openToBearers(HttpSecurity http, JwtDecoder decoder,
			BearerTokenProblems problems, ScopeRules scopes) {
		return http.authorizeHttpRequests((requests) -> demandScopes(requests, scopes))
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder((token) -> decode(decoder, token)))
				.authenticationEntryPoint(problems)
				.accessDeniedHandler(problems)
				.withObjectPostProcessor(new AnswerEvenIfTheIssuerDoesNot(problems)))
			.build();
	}

	private static Jwt decode(JwtDecoder decoder, String token) {
		try {
			return decoder.decode(token);
		}
		catch (JwtDecoderInitializationException ex) {
			// The issuer has not answered yet: no reason for a 500.
			throw new JwtException(String.valueOf(ex.getCause()), ex);
		}
	}

	private static void demandScopes(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
			ScopeRules scopes) {
		requests
			// Of a request that has passed the rules below, or failed before them.
			.dispatcherTypeMatchers(DispatcherType.ERROR)
			.permitAll()
			.requestMatchers(new DetailedHealth())
			.access(hasScope("operate"))
			.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
			.permitAll()
			.requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
			.access(hasScope("operate"));
		scopes.addTo(requests);
		requests
			.requestMatchers(HttpMethod.GET, "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html",
					"/swagger-ui/**")
			.authenticated()
			.anyRequest()
			.denyAll();
	}

	private static void openPages(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
			ObjectProvider<StaticPage> pages) {
		String[] paths = pages.stream().flatMap((page) -> page.paths().stream()).toArray(String[]::new);
		if (paths.length > 0) {
			requests.requestMatchers(HttpMethod.GET, paths)
				.permitAll()
				.requestMatchers(HttpMethod.HEAD, paths)
				.permitAll();
		}
	}

	/** Spring Security would time each of its filters for each request. */
	@Bean
	SecurityObservationSettings noObservationsOfFilters() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	HttpFirewall firewall(OpenDoor openDoor, @Value("${web.allowed-hosts:}") Set<String> hosts) {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		if (!hosts.isEmpty()) {
			firewall.setAllowedHostnames((host) -> hosts.contains(host.toLowerCase(Locale.ROOT)));
		}
		else if (openDoor.isOpen() && openDoor.isOnLoopback()) {
			firewall.setAllowedHostnames((host) -> LOOPBACK_HOST.matcher(host).matches());
		}
		return firewall;
	}

	/**
	 * Spring Security's own way is to throw what keeps it from checking a token at the
	 * servlet container, which answers 500.
	 */
	private record AnswerEvenIfTheIssuerDoesNot(
			BearerTokenProblems problems) implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {

		@Override
		public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
			AuthenticationEntryPointFailureHandler answer = new AuthenticationEntryPointFailureHandler(this.problems);
			answer.setRethrowAuthenticationServiceException(false);
			filter.setAuthenticationFailureHandler(answer);
			return filter;
		}

	}

}
