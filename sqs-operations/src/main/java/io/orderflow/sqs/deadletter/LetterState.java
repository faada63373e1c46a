package io.orderflow.sqs.deadletter;

import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What became of a dead letter.
 */
enum LetterState {

	/** Nobody has done anything with it. */
	WAITING,

	/** It was sent to the queue again. */
	PUT_BACK,

	/** Somebody decided that nothing comes of it. */
	DISCARDED;

	/**
	 * Reads what {@link #toString()} wrote.
	 * @param text null for what waits
	 * @throws IllegalArgumentException if it was not written by that
	 */
	static LetterState of(@Nullable String text) {
		if (text == null) {
			return WAITING;
		}
		return Arrays.stream(values())
			.filter((state) -> state.toString().equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("state must be one of " + Arrays.toString(values())));
	}

	/**
	 * As it is written in the database and in JSON.
	 */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
