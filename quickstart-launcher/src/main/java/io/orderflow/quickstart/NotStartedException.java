package io.orderflow.quickstart;

import org.jspecify.annotations.Nullable;

/**
 * Why it cannot go on, in words for the user.
 */
final class NotStartedException extends RuntimeException {

	NotStartedException(String message) {
		this(message, null);
	}

	NotStartedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
