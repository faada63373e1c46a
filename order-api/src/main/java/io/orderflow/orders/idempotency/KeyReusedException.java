package io.orderflow.orders.idempotency;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The key came with another body before: 422, as the draft says in section 2.6.
 */
public class KeyReusedException extends ErrorResponseException {

	KeyReusedException() {
		super(HttpStatus.UNPROCESSABLE_CONTENT, ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT,
				"This Idempotency-Key was used with another body; use a new key for another request"), null);
	}

}
