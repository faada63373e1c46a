package io.orderflow.sqs.deadletter;

import io.orderflow.sqs.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with dead letters.
 *
 * @param action {@link #PUT_BACK} or {@link #DISCARD}
 * @param because why; null only where they are put back
 * @param by who; null where nobody has to say who they are
 */
record Settlement(String action, @Nullable String because, @Nullable String by) {

	static final String PUT_BACK = "put-back";

	static final String DISCARD = "discard";

	Settlement {
		if (!action.equals(PUT_BACK) && !action.equals(DISCARD)) {
			throw new IllegalArgumentException("action must be put-back or discard");
		}
		if (because == null && action.equals(DISCARD)) {
			throw new IllegalArgumentException("because must say why they are discarded");
		}
		if (because != null && !OneLine.is(because)) {
			throw new IllegalArgumentException("because must be one line of 1 to " + OneLine.LONGEST + " characters");
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
