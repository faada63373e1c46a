package io.orderflow.aws;

/**
 * A call that is answered with an error as a whole.
 */
final class AwsException extends RuntimeException {

	private final int status;

	private final String code;

	AwsException(int status, String code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	static AwsException validation(String message) {
		return new AwsException(400, "ValidationException", message);
	}

	static AwsException serialization(String message) {
		return new AwsException(400, "SerializationException", message);
	}

	int status() {
		return this.status;
	}

	String code() {
		return this.code;
	}

}
