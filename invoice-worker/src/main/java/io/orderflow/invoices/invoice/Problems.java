package io.orderflow.invoices.invoice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

import io.orderflow.availability.DatabaseOutage;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Every error as {@code application/problem+json} (RFC 9457), naming each wrong
 * parameter.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	private static final String RETRY_AFTER_SECONDS = "5";

	private final DatabaseOutage outage = new DatabaseOutage();

	@Override
	protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		String parameter = (ex instanceof MethodArgumentTypeMismatchException mismatch) ? mismatch.getName()
				: String.valueOf(ex.getPropertyName());
		return wrong(List.of(new WrongParameter(parameter, expected(ex.getRequiredType()) + ex.getValue())), ex,
				request);
	}

	private static String expected(@Nullable Class<?> type) {
		if (type == LocalDate.class) {
			return "must be a date such as 2026-11-23, and not ";
		}
		return (type == Currency.class) ? "must be a code of ISO 4217 such as EUR, and not " : "cannot be read: ";
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
			MissingServletRequestParameterException ex, HttpHeaders headers, HttpStatusCode status,
			WebRequest request) {
		return wrong(List.of(new WrongParameter(ex.getParameterName(), "must have a value")), ex, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<WrongParameter> wrong = new ArrayList<>();
		for (ParameterValidationResult result : ex.getParameterValidationResults()) {
			for (MessageSourceResolvable error : result.getResolvableErrors()) {
				wrong.add(new WrongParameter(String.valueOf(result.getMethodParameter().getParameterName()),
						String.valueOf(error.getDefaultMessage())));
			}
		}
		return wrong(wrong, ex, request);
	}

	/**
	 * An answer that has begun cannot become an error any more: it breaks off, so that
	 * nobody takes it for a whole one.
	 */
	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (request instanceof ServletWebRequest servlet && servlet.getResponse() != null
				&& servlet.getResponse().isCommitted()) {
			throw new IllegalStateException("The answer had begun, and breaks off", ex);
		}
		return super.handleExceptionInternal(ex, body, headers, status, request);
	}

	private @Nullable ResponseEntity<Object> wrong(List<WrongParameter> wrong, Exception ex, WebRequest request) {
		String names = String.join(", ", wrong.stream().map(WrongParameter::parameter).toList());
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "Wrong parameter: " + names);
		problem.setProperty("errors", wrong);
		return handleExceptionInternal(ex, problem, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	@Nullable ResponseEntity<Object> databaseFailed(Exception ex, WebRequest request) {
		if (!DatabaseOutage.isCauseOf(ex)) {
			return unexpected(ex, request);
		}
		this.outage.failed(ex);
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The database is away; try again later");
		return handleExceptionInternal(ex, problem, headers, HttpStatus.SERVICE_UNAVAILABLE, request);
	}

	/** By Spring Security's firewall, when a header or parameter is first looked at. */
	@ExceptionHandler
	@Nullable ResponseEntity<Object> rejected(RequestRejectedException ex, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"A header or a parameter has characters that are not taken");
		return handleExceptionInternal(ex, problem, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
	}

	/** By Tomcat: a parameter without a name, or that is no UTF-8. */
	@ExceptionHandler
	@Nullable ResponseEntity<Object> malformed(InvalidParameterException ex, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The query is not well-formed: " + ex.getMessage());
		return handleExceptionInternal(ex, problem, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> unexpected(Exception ex, WebRequest request) {
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			// In the midst of an export. Nobody is there to be answered.
			return null;
		}
		log.error("Answered 500", ex);
		ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
		return handleExceptionInternal(ex, problem, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
	}

	private record WrongParameter(String parameter, String detail) {
	}

}
