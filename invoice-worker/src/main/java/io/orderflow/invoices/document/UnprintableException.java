package io.orderflow.invoices.document;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An invoice cannot be had as this kind of document, but as another: 406.
 */
class UnprintableException extends ErrorResponseException {

	UnprintableException(String why) {
		super(HttpStatus.NOT_ACCEPTABLE, ProblemDetail.forStatusAndDetail(HttpStatus.NOT_ACCEPTABLE, why), null);
	}

}
