package io.orderflow.orders.web;

import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.orderflow.availability.DatabaseOutage;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Errors as {@code application/problem+json} (RFC 9457). Where fields are wrong,
 * {@code errors} names each.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(Problems.class);

	/** More than a person would read. */
	private static final int MAX_ERRORS = 100;

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final DatabaseOutage outage = new DatabaseOutage();

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<WrongField> errors = ex.getFieldErrors()
			.stream()
			.map(WrongField::of)
			.sorted(Comparator.comparing(WrongField::pointer))
			.limit(MAX_ERRORS)
			.toList();
		return problem(ex, "The body has wrong fields; errors names each", errors, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (ex.getCause() instanceof DatabindException cause) {
			return problem(ex, "The body has a wrong field", List.of(WrongField.of(cause)), headers, status, request);
		}
		return problem(ex, whyNotReadable(ex.getCause()), List.of(), headers, status, request);
	}

	/** Not in the parser's words, which are for those who can set it. */
	private static String whyNotReadable(@Nullable Throwable cause) {
		if (cause instanceof StreamConstraintsException) {
			return "The body is deeper nested, or has more or longer parts, than any order";
		}
		if (cause instanceof JacksonException malformed && malformed.getLocation() != null) {
			return "The body is not well-formed JSON, or has a field twice: see line %d, column %d"
				.formatted(malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr());
		}
		return (cause instanceof CharacterCodingException) ? "The body is not UTF-8"
				: "The body is missing or cannot be read";
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<WrongParameter> errors = ex.getParameterValidationResults()
			.stream()
			.flatMap((result) -> result.getResolvableErrors()
				.stream()
				.map((error) -> new WrongParameter(result.getMethodParameter().getParameterName(),
						error.getDefaultMessage())))
			.toList();
		return problem(ex, "The request has wrong parameters", errors, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return problem(ex, "The request has a wrong parameter", List.of(WrongParameter.of(ex)), headers, status,
				request);
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<ProblemDetail> databaseFailed(Exception ex) {
		if (!DatabaseOutage.isCauseOf(ex)) {
			return unexpected(ex);
		}
		this.outage.failed(ex);
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The service cannot use its database now. Try again, with the same Idempotency-Key if the request had one: "
						+ "whether it took effect is not known");
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()))
			.body(problem);
	}

	/** By Spring Security's firewall, when a header or parameter is first looked at. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> rejected(RequestRejectedException ex) {
		return ResponseEntity.badRequest()
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
					"A header or a parameter has characters that are not taken"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> badQuery(InvalidParameterException ex) {
		return ResponseEntity.badRequest()
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
					"The query has too many parameters or one that is not percent-encoded UTF-8"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unexpected(Exception ex) {
		logger.error("A request failed unexpectedly: answering 500", ex);
		return ResponseEntity.internalServerError()
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
					"The service failed at this request; its log tells why"));
	}

	private @Nullable ResponseEntity<Object> problem(Exception ex, String detail, List<?> errors, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		if (!errors.isEmpty()) {
			problem.setProperty("errors", errors);
		}
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

}
