package io.orderflow.availability;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * More comes than can be done: 503, before anything was done.
 */
public final class OverloadedException extends ErrorResponseException {

	/**
	 * With the answer to the client.
	 */
	public OverloadedException() {
		super(HttpStatus.SERVICE_UNAVAILABLE, ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The service has too many requests under way. This one had no effect; try again"), null);
		getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
	}

}
