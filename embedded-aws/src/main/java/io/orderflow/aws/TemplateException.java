package io.orderflow.aws;

/**
 * A template cannot be read or uses what is not supported; the message names the
 * template, the place and the value.
 */
public final class TemplateException extends RuntimeException {

	TemplateException(String message) {
		super(message);
	}

	TemplateException(String message, Throwable cause) {
		super(message, cause);
	}

}
