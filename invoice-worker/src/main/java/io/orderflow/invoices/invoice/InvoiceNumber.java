package io.orderflow.invoices.invoice;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * An invoice's number (BT-1): consecutive and without gaps within its series. Written
 * with at least six digits, {@code 2026-000001}, and as many more as it takes. A credit
 * note has one of a series of its own: {@code C2026-000001}.
 *
 * @param series the year of the issue date, for a credit note after a C
 * @param sequence the place in the series, from 1
 */
public record InvoiceNumber(String series, long sequence) {

	private static final Pattern FORM = Pattern.compile("(C?[0-9]{4})-([0-9]{6,18})");

	/**
	 * Checks the place, and not the series.
	 * @throws IllegalArgumentException for a place below 1
	 */
	public InvoiceNumber {
		Assert.isTrue(sequence > 0, () -> "An invoice's sequence starts at 1, not " + sequence);
	}

	/**
	 * Reads a number as it is written.
	 * @return empty if no invoice can have that number
	 */
	static Optional<InvoiceNumber> parse(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches() || Long.parseLong(matcher.group(2)) == 0) {
			return Optional.empty();
		}
		return Optional.of(new InvoiceNumber(matcher.group(1), Long.parseLong(matcher.group(2))));
	}

	@JsonCreator
	static InvoiceNumber of(String text) {
		return parse(text).orElseThrow(() -> new IllegalArgumentException("Not an invoice number: " + text));
	}

	@Override
	@JsonValue
	public String toString() {
		return String.format(Locale.ROOT, "%s-%06d", this.series, this.sequence);
	}

}
