package io.orderflow.invoices.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An issued invoice, as it is kept and shown. It never changes.
 *
 * @param number BT-1
 * @param orderId the order it is for; no other invoice is for it
 * @param eventId the event that told of the order
 * @param issuedAt never before an earlier number's of its series
 * @param issuedOn the issue date (BT-2), in the zone of the setting {@code invoices.zone}
 * @param currency BT-5
 * @param reference the customer's own reference (BT-13); null where there is none
 * @param customer the buyer
 * @param lines at least one
 * @param vat the VAT breakdown, by category and rate
 * @param totals the totals
 */
public record Invoice(InvoiceNumber number, UUID orderId, UUID eventId, Instant issuedAt, LocalDate issuedOn,
		Currency currency, @Nullable String reference, Customer customer, List<InvoiceLine> lines,
		List<VatSubtotal> vat, Totals totals) {
}
