package io.orderflow.sqs.deadletter;

import io.orderflow.sqs.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with dead letters.
 *
 * @param action {@link #PUT_BACK} or {@link #DISCARD}
 * @param because why; null only where they are put back
 * @param by who
 */
record Settlement(String action, @Nullable String because, String by) {

	static final String PUT_BACK = "put-back";

	static final String DISCARD = "discard";

	Settlement {
		if (!action.equals(PUT_BACK) && !action.equals(DISCARD)) {
			throw new IllegalArgumentException("action must be put-back or discard");
		}
		if ((because != null) ? !OneLine.is(because) : action.equals(DISCARD)) {
			throw new IllegalArgumentException(OneLine.RULE);
		}
	}

	boolean isDiscard() {
		return this.action.equals(DISCARD);
	}

	/**
	 * The state of a letter after it.
	 */
	LetterState state() {
		return isDiscard() ? LetterState.DISCARDED : LetterState.PUT_BACK;
	}

}
