package io.orderflow.aws;

/**
 * An entry that is refused while the other ones of its call are not.
 */
final class EntryException extends Exception {

	private final String code;

	EntryException(String code, String message) {
		super(message);
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
