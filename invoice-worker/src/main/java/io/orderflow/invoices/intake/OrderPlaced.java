package io.orderflow.invoices.intake;

import java.time.Instant;
import java.util.UUID;

import io.orderflow.sqs.MessageTrace;
import io.orderflow.invoices.invoice.InvoiceDraft;

/**
 * What this worker takes from the event that an order was placed.
 *
 * @param placedAt when the order was accepted
 * @param draft what its invoice is going to say
 */
record OrderPlaced(Instant placedAt, InvoiceDraft draft, MessageTrace trace) implements OrderEvent {

	@Override
	public UUID id() {
		return this.draft.orderId();
	}

	@Override
	public UUID eventId() {
		return this.draft.eventId();
	}

	@Override
	public OrderPlaced in(MessageTrace trace) {
		return new OrderPlaced(this.placedAt, this.draft, trace);
	}

}
