package io.orderflow.orders.web;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A body has wrong fields, which only its use can tell: 400, naming each.
 */
public class WrongFieldsException extends ErrorResponseException {

	/**
	 * Names the fields.
	 * @param fields at least one
	 */
	public WrongFieldsException(List<WrongField> fields) {
		super(HttpStatus.BAD_REQUEST, problem(fields), null);
	}

	private static ProblemDetail problem(List<WrongField> fields) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The body has wrong fields; errors names each");
		problem.setProperty("errors", fields);
		return problem;
	}

}
