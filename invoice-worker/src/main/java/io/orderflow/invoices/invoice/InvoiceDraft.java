package io.orderflow.invoices.invoice;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Everything an invoice, or a credit note, says before it has a number and a date.
 *
 * @param orderId the order it is for
 * @param eventId the event that told of the order, or of its cancellation
 * @param placedAt when the order was placed; null where a credit note's invoice does not
 * say
 * @param currency with at most two minor units
 * @param exchangeRate to the accounting currency; null where the invoice is in that one
 * @param reference the customer's own reference (BT-13); null where there is none
 * @param customer the buyer
 * @param lines at least one
 * @param vat the VAT breakdown, by category and rate
 * @param totals computed from the lines
 * @param corrects the invoice that a credit note is for; null for an invoice
 * @param reason why the credit note is issued; null for an invoice
 */
public record InvoiceDraft(UUID orderId, UUID eventId, @Nullable Instant placedAt, Currency currency,
		@Nullable ExchangeRate exchangeRate, @Nullable String reference, Customer customer, List<InvoiceLine> lines,
		List<VatSubtotal> vat, Totals totals, @Nullable InvoiceNumber corrects, @Nullable String reason) {

	/**
	 * {@return an invoice's, with its breakdown and totals}
	 * @param orderId the order it is for
	 * @param eventId the event that told of the order
	 * @param placedAt when the order was placed
	 * @param currency with at most two minor units
	 * @param exchangeRate to the accounting currency; null where the invoice is in that
	 * one
	 * @param reference the customer's own reference; null where there is none
	 * @param customer the buyer
	 * @param lines at least one
	 */
	public static InvoiceDraft of(UUID orderId, UUID eventId, Instant placedAt, Currency currency,
			@Nullable ExchangeRate exchangeRate, @Nullable String reference, Customer customer,
			List<InvoiceLine> lines) {
		List<VatSubtotal> vat = VatSubtotal.of(lines, currency);
		return new InvoiceDraft(orderId, eventId, placedAt, currency, exchangeRate, reference, customer,
				List.copyOf(lines), vat, Totals.of(lines, vat, currency), null, null);
	}

	/**
	 * {@return a credit note's: the invoice's lines, or those parts of them that are
	 * taken back, with their VAT rounded as an invoice's}
	 * @param invoice the one that it corrects
	 * @param cancellation of the same order
	 * @throws IllegalArgumentException if the cancellation takes back what was not
	 * invoiced
	 */
	public static InvoiceDraft crediting(Invoice invoice, Cancellation cancellation) {
		List<InvoiceLine> lines = (cancellation.lines() == null) ? invoice.lines()
				: cancellation.lines().stream().map((line) -> part(invoice, line)).toList();
		List<VatSubtotal> vat = VatSubtotal.of(lines, invoice.currency());
		return new InvoiceDraft(invoice.orderId(), cancellation.eventId(), invoice.placedAt(), invoice.currency(),
				(invoice.accounting() != null) ? invoice.accounting().exchangeRate() : null, invoice.reference(),
				invoice.customer(), lines, vat, Totals.of(lines, vat, invoice.currency()), invoice.number(),
				cancellation.reason());
	}

	private static InvoiceLine part(Invoice invoice, Cancellation.CancelledLine cancelled) {
		if (cancelled.line() > invoice.lines().size()) {
			throw new IllegalArgumentException(
					"line %d is cancelled, of %d".formatted(cancelled.line(), invoice.lines().size()));
		}
		InvoiceLine line = invoice.lines().get(cancelled.line() - 1);
		if (cancelled.quantity().compareTo(line.quantity()) > 0) {
			throw new IllegalArgumentException("of line %d, %s is cancelled, but only %s was ordered"
				.formatted(cancelled.line(), cancelled.quantity().toPlainString(), line.quantity().toPlainString()));
		}
		return line.part(cancelled.quantity(), invoice.currency());
	}

}
