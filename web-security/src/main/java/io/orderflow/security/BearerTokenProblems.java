package io.orderflow.security;

import java.time.Duration;

import io.orderflow.availability.RareLine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refusals as {@code application/problem+json}, like every other error, beside the
 * {@code WWW-Authenticate} header that RFC 6750, section 3, wants.
 */
class BearerTokenProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private static final Logger logger = LoggerFactory.getLogger(BearerTokenProblems.class);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final BearerTokenAuthenticationEntryPoint unauthorized = new BearerTokenAuthenticationEntryPoint();

	private final BearerTokenAccessDeniedHandler forbidden = new BearerTokenAccessDeniedHandler();

	private final RareLine issuerAway = new RareLine();

	private final HandlerExceptionResolver resolver;

	BearerTokenProblems(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.resolver = resolver;
	}

	/**
	 * No token, or one that is not valid: 401. A token that cannot be checked, because
	 * the issuer does not answer, says nothing about its bearer: 503.
	 */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex) {
		if (ex instanceof AuthenticationServiceException) {
			this.issuerAway.write((unsaid) -> logger
				.warn("No token can be checked: answering 503, and {} times more since the line before. See that the "
						+ "issuer answers: {}", unsaid, ex.getMessage()));
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()));
			answer(request, response, HttpStatus.SERVICE_UNAVAILABLE,
					"The token cannot be checked now, because its issuer does not answer. Try again", ex);
			return;
		}
		this.unauthorized.commence(request, response, ex);
		// 400 for a request that is itself malformed, as RFC 6750 says in section 3.1.
		answer(request, response, HttpStatus.valueOf(response.getStatus()),
				"A valid bearer token is needed; WWW-Authenticate says what is wrong with this request's", ex);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex) {
		this.forbidden.handle(request, response, ex);
		answer(request, response, HttpStatus.FORBIDDEN, "The token's scopes do not allow this", ex);
	}

	/**
	 * A request of a form that nobody needs, such as {@code //orders} or {@code ;a=b},
	 * and that has fooled rules like this service's before.
	 */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex) {
		// Which the filter adds that is not reached.
		response.setHeader("X-Content-Type-Options", "nosniff");
		answer(request, response, HttpStatus.BAD_REQUEST,
				"The request has a method, a path, a host or a header of a form that is not taken", null);
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail,
			@Nullable Exception cause) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		this.resolver.resolveException(request, response, null, new ErrorResponseException(status, problem, cause));
	}

}
