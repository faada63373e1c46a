package io.orderflow.invoices.invoice;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A place in the list of invoices. Opaque to callers, so that the list's order can
 * change.
 *
 * @param number the last invoice that was shown
 */
record InvoiceCursor(InvoiceNumber number) {

	/**
	 * Reads what {@link #toString()} wrote; found by name by Spring's conversion of
	 * request parameters.
	 * @throws IllegalArgumentException if it was not written by that
	 */
	public static InvoiceCursor valueOf(String text) {
		byte[] decoded = Base64.getUrlDecoder().decode(text);
		return new InvoiceCursor(InvoiceNumber.of(new String(decoded, StandardCharsets.US_ASCII)));
	}

	@Override
	@JsonValue
	public String toString() {
		byte[] text = this.number.toString().getBytes(StandardCharsets.US_ASCII);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
	}

}
