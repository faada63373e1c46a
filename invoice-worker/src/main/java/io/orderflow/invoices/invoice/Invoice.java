package io.orderflow.invoices.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An issued invoice, or the credit note that corrects one, as it is kept and shown. It
 * never changes. A credit note's amounts are not negative: it says itself what it is (EN
 * 16931, BT-3: 381).
 *
 * @param number BT-1
 * @param corrects the invoice that this credit note is for (BT-25); null on an invoice
 * @param reason why the credit note was issued (BT-22); null on an invoice
 * @param orderId the order it is for; no other invoice, or credit note, is for it
 * @param eventId the event that told of the order, or of its cancellation
 * @param placedAt when the order was placed; null on what a release issued that did not
 * keep it
 * @param issuedAt never before an earlier number's of its series
 * @param issuedOn the issue date (BT-2), in the zone of the setting {@code invoices.zone}
 * @param dueOn when it is to be paid (BT-9); null on a credit note
 * @param currency BT-5
 * @param reference the customer's own reference (BT-13); null where there is none
 * @param customer the buyer
 * @param lines at least one
 * @param vat the VAT breakdown, by category and rate
 * @param totals the totals
 * @param accounting the VAT in the seller's accounting currency; null where the invoice
 * is in that one
 * @param letterhead what else is printed; null on what a release issued that printed
 * nothing
 * @param previousDigest the {@code digest} of the one before in the series, in hex; null
 * on the first
 * @param digest SHA-256, in hex, of {@code previousDigest} and all that this one says:
 * who has it can tell whether the invoice, or one before it, was changed since
 */
public record Invoice(InvoiceNumber number, @Nullable InvoiceNumber corrects, @Nullable String reason, UUID orderId,
		UUID eventId, @Nullable Instant placedAt, Instant issuedAt, LocalDate issuedOn, @Nullable LocalDate dueOn,
		Currency currency, @Nullable String reference, Customer customer, List<InvoiceLine> lines,
		List<VatSubtotal> vat, Totals totals, @Nullable AccountingVat accounting, @Nullable Letterhead letterhead,
		@Nullable String previousDigest, String digest) {

	/**
	 * {@return whether this is a credit note}
	 */
	@com.fasterxml.jackson.annotation.JsonIgnore
	public boolean isCreditNote() {
		return this.corrects != null;
	}

	/**
	 * {@return the VAT breakdown as it counts for the books: a credit note's is negative}
	 */
	public List<VatSubtotal> bookedVat() {
		return isCreditNote() ? this.vat.stream().map(VatSubtotal::negate).toList() : this.vat;
	}

}
