package io.orderflow.invoices.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import io.orderflow.outbox.OutboxEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event that an invoice was issued, or a credit note, as
 * {@code contract/invoice-issued.schema.json} and
 * {@code contract/credit-note-issued.schema.json} describe it.
 *
 * @param number the invoice's
 * @param corrects the invoice that a credit note is for; null of an invoice
 * @param reason why the credit note was issued; null of an invoice
 * @param eventId this event's own
 */
record InvoiceIssued(InvoiceNumber number, UUID orderId, @Nullable InvoiceNumber corrects, @Nullable String reason,
		int schemaVersion, UUID eventId, Instant issuedAt, LocalDate issuedOn, String currency, EventTotals totals,
		@Nullable String digest) {

	static final String SOURCE = "demo.invoices";

	static InvoiceIssued of(UUID eventId, Invoice invoice) {
		return new InvoiceIssued(invoice.number(), invoice.orderId(), invoice.corrects(), invoice.reason(), 1, eventId,
				invoice.issuedAt(), invoice.issuedOn(), invoice.currency().getCurrencyCode(),
				EventTotals.of(invoice.totals()), invoice.digest());
	}

	/** This event for the outbox. */
	OutboxEvent event(String bus, JsonMapper json) {
		return new OutboxEvent(bus, SOURCE, (this.corrects == null) ? "InvoiceIssued" : "CreditNoteIssued",
				json.writeValueAsString(this));
	}

	/**
	 * The totals, and the gross in minor units as a number: a rule's {@code numeric}
	 * filter does not match strings.
	 */
	record EventTotals(String net, String vat, String gross, long grossMinor) {

		static EventTotals of(Totals totals) {
			return new EventTotals(totals.net().toPlainString(), totals.vat().toPlainString(),
					totals.gross().toPlainString(), totals.grossMinor().longValueExact());
		}

	}

}
