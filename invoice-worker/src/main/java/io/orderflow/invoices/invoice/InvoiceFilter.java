package io.orderflow.invoices.invoice;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which invoices and credit notes.
 *
 * @param issuedFrom issued on this date or later; null for all
 * @param issuedTo issued on this date or earlier; null for all
 * @param currency in this currency; null for all
 * @param last none after this number in its series, and none of another series; null for
 * all
 */
public record InvoiceFilter(@Nullable LocalDate issuedFrom, @Nullable LocalDate issuedTo, @Nullable Currency currency,
		@Nullable Map<String, Long> last) {

	/**
	 * Whatever the number.
	 * @param issuedFrom issued on this date or later; null for all
	 * @param issuedTo issued on this date or earlier; null for all
	 * @param currency in this currency; null for all
	 */
	public InvoiceFilter(@Nullable LocalDate issuedFrom, @Nullable LocalDate issuedTo, @Nullable Currency currency) {
		this(issuedFrom, issuedTo, currency, null);
	}

	InvoiceFilter upTo(Map<String, Long> last) {
		return new InvoiceFilter(this.issuedFrom, this.issuedTo, this.currency, last);
	}

}
