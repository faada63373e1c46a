package io.orderflow.invoices.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Everything an invoice says before it has a number and a date.
 *
 * @param orderId the order it is for
 * @param eventId the event that told of the order
 * @param currency with at most two minor units
 * @param reference the customer's own reference (BT-13); null where there is none
 * @param customer the buyer
 * @param lines at least one
 * @param vat the VAT breakdown, by category and rate
 * @param totals computed from the lines
 */
public record InvoiceDraft(UUID orderId, UUID eventId, Currency currency, @Nullable String reference, Customer customer,
		List<InvoiceLine> lines, List<VatSubtotal> vat, Totals totals) {

	/**
	 * Computes the breakdown and the totals.
	 */
	public static InvoiceDraft of(UUID orderId, UUID eventId, Currency currency, @Nullable String reference,
			Customer customer, List<InvoiceLine> lines) {
		List<VatSubtotal> vat = VatSubtotal.of(lines, currency);
		return new InvoiceDraft(orderId, eventId, currency, reference, customer, List.copyOf(lines), vat,
				Totals.of(lines, vat, currency));
	}

	Invoice issue(InvoiceNumber number, Instant issuedAt, LocalDate issuedOn) {
		return new Invoice(number, this.orderId, this.eventId, issuedAt, issuedOn, this.currency, this.reference,
				this.customer, this.lines, this.vat, this.totals);
	}

}
