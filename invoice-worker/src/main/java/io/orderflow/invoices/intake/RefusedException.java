package io.orderflow.invoices.intake;

/**
 * A message that can never be invoiced. Its text says what is wrong, and holds nothing of
 * the customer.
 */
class RefusedException extends RuntimeException {

	private final Reason reason;

	RefusedException(Reason reason, String detail) {
		super(detail, null, false, false);
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

	String detail() {
		return String.valueOf(getMessage());
	}

}
