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
 * @param trace null where there is none
 */
record InvoiceIssued(InvoiceNumber number, UUID orderId, @Nullable InvoiceNumber corrects, @Nullable String reason,
		int schemaVersion, UUID eventId, Instant issuedAt, LocalDate issuedOn, String currency, EventTotals totals,
		@Nullable String digest, @Nullable Trace trace) {

	static final String SOURCE = "demo.invoices";

	static InvoiceIssued of(UUID eventId, Invoice invoice, @Nullable Trace trace) {
		return new InvoiceIssued(invoice.number(), invoice.orderId(), invoice.corrects(), invoice.reason(), 1, eventId,
				invoice.issuedAt(), invoice.issuedOn(), invoice.currency().getCurrencyCode(),
				EventTotals.of(invoice.totals()), invoice.digest(), trace);
	}

	static String detailType(boolean creditNote) {
		return creditNote ? "CreditNoteIssued" : "InvoiceIssued";
	}

	/** This event for the outbox. */
	OutboxEvent event(String bus, JsonMapper json) {
		return new OutboxEvent(bus, SOURCE, detailType(this.corrects != null), json.writeValueAsString(this),
				(this.trace != null) ? this.trace.traceparent() : null);
	}

	/**
	 * The trace this event belongs to, as
	 * <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace
	 * Context</a> has it.
	 */
	record Trace(String traceparent) {
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
