package io.orderflow.orders.idempotency;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of an {@code Idempotency-Key} header.
 *
 * @param value 1 to 255 visible ASCII characters and spaces
 * @see <a href=
 * "https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 * Idempotency-Key HTTP Header Field</a>
 */
public record IdempotencyKey(String value) {

	/** A String of RFC 9651, section 3.3.3. */
	private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");

	private static final Pattern VALUE = Pattern.compile("[ -~]{1,255}");

	/**
	 * Checks the value, without quotes.
	 * @throws IllegalArgumentException if the value is not one
	 */
	public IdempotencyKey {
		if (!VALUE.matcher(value).matches() || value.isBlank()) {
			throw new IllegalArgumentException(
					"must be 1 to 255 characters of printable ASCII, not all of them spaces");
		}
	}

	/**
	 * Reads the header. The draft wants quotes; many clients leave them out, so both are
	 * taken, and mean the same.
	 * @param header its value
	 * @return the key
	 * @throws IllegalArgumentException if it is not a key
	 */
	public static IdempotencyKey of(String header) {
		Matcher quoted = QUOTED.matcher(header);
		return new IdempotencyKey(quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : header);
	}

}
