package io.orderflow.outbox;

/**
 * EventBridge answered, but took no entry for a reason that is not the entry's:
 * throttling, or a refused authorization.
 */
class RefusedException extends RuntimeException {

	RefusedException(Answer answer) {
		super(answer.message());
	}

}
