package io.orderflow.invoices.invoice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;

import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * A place in the list of invoices. Opaque to callers, so that the list's order can
 * change.
 *
 * @param issuedOn the issue date of the last invoice that was shown
 * @param issuedAt when it was issued
 * @param number its number
 */
record InvoiceCursor(LocalDate issuedOn, Instant issuedAt, InvoiceNumber number) {

	static final InvoiceCursor NEWER_THAN_ALL = new InvoiceCursor(LocalDate.of(9999, 12, 31),
			Instant.parse("9999-12-31T00:00:00Z"), new InvoiceNumber("9999", 1));

	static final InvoiceCursor OLDER_THAN_ALL = new InvoiceCursor(LocalDate.of(1, 1, 1), Instant.EPOCH,
			new InvoiceNumber("0001", 1));

	InvoiceCursor {
		Assert.isTrue(issuedOn.getYear() > 0 && issuedOn.getYear() < 10_000, "Not a date of PostgreSQL's");
		Assert.isTrue(Math.abs(issuedAt.getEpochSecond()) < 253_402_300_800L, "Not a time of PostgreSQL's");
	}

	static InvoiceCursor after(Invoice invoice) {
		return new InvoiceCursor(invoice.issuedOn(), invoice.issuedAt(), invoice.number());
	}

	/**
	 * Reads what {@link #toString()} wrote; found by name by Spring's conversion of
	 * request parameters.
	 * @throws RuntimeException if it was not written by that
	 */
	public static InvoiceCursor valueOf(String text) {
		String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", -1);
		Assert.isTrue(parts.length == 3, "Not a place in a list");
		return new InvoiceCursor(LocalDate.parse(parts[0]), Instant.parse(parts[1]), InvoiceNumber.of(parts[2]));
	}

	@Override
	@JsonValue
	public String toString() {
		byte[] text = (this.issuedOn + " " + this.issuedAt + " " + this.number).getBytes(StandardCharsets.US_ASCII);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
	}

}
