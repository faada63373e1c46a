package io.orderflow.invoices.intake;

import java.util.UUID;

import io.orderflow.sqs.MessageTrace;
import io.orderflow.invoices.invoice.Cancellation;

/**
 * What this worker takes from the event that an order was cancelled.
 *
 * @param id the order's
 * @param cancellation what its credit note is going to say
 */
record OrderCancelled(UUID id, Cancellation cancellation, MessageTrace trace) implements OrderEvent {

	@Override
	public UUID eventId() {
		return this.cancellation.eventId();
	}

	@Override
	public OrderCancelled in(MessageTrace trace) {
		return new OrderCancelled(this.id, this.cancellation, trace);
	}

}
