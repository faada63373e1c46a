package io.orderflow.invoices.invoice;

import java.time.ZoneId;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What is printed on an invoice besides the order, kept with it so that it is printed
 * alike years later, whatever the settings are then.
 *
 * @param seller who sells
 * @param zone where dates are read off the clock
 * @param language the one it was issued in
 * @param template the version of the templates that print it
 * @param logo SHA-256 of the logo, in hex, under which {@link Letterheads} keeps it; null
 * where there is none
 */
public record Letterhead(Seller seller, ZoneId zone, Locale language, int template, @Nullable String logo) {

	/** Raised when what is printed changes; the templates of all versions stay. */
	static final int TEMPLATE = 1;

}
