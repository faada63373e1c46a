package io.orderflow.orders.idempotency;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The first request with this key is still under way: 409, as the draft says in section
 * 2.6.
 */
public class KeyInUseException extends ErrorResponseException {

	KeyInUseException() {
		super(HttpStatus.CONFLICT, ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"A request with this Idempotency-Key is still under way; try again to get its answer"), null);
		getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
	}

}
