package io.orderflow.outbox;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * Who decided something about the outbox, and why, as it is kept.
 *
 * @param by the operator's name; {@code anonymous} where the application asks for none
 * @param because one printable line of at most 1000 characters
 */
record Decision(String by, String because) {

	private static final int LONGEST_BECAUSE = 1000;

	/**
	 * @throws InvalidEndpointRequestException if the operator does not say why
	 */
	static Decision of(SecurityContext security, @Nullable String because) {
		if (because == null || !isPrintable(because) || because.length() > LONGEST_BECAUSE) {
			String rule = "because must say why, in one line of at most %d characters".formatted(LONGEST_BECAUSE);
			throw new InvalidEndpointRequestException(rule, rule);
		}
		return new Decision(by(security), because);
	}

	static String by(SecurityContext security) {
		Principal principal = security.getPrincipal();
		return (principal != null) ? principal.getName() : "anonymous";
	}

	static boolean isPrintable(String text) {
		return !text.isBlank() && text.codePoints().noneMatch((c) -> switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
			default -> false;
		});
	}

}
