package io.orderflow.outbox;

/**
 * EventBridge answered, but did not take an entry for a reason that is not the entry's:
 * throttling, or a refused authorization.
 */
class RefusedException extends RuntimeException {

	private final String code;

	private final boolean partial;

	RefusedException(Answer answer, boolean partial) {
		super(answer.message());
		this.code = answer.code();
		this.partial = partial;
	}

	/** EventBridge's error code. */
	String code() {
		return this.code;
	}

	/** Whether other entries of the same call were taken. */
	boolean isPartial() {
		return this.partial;
	}

}
