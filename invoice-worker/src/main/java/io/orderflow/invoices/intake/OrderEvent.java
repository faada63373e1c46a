package io.orderflow.invoices.intake;

import java.util.UUID;

import io.orderflow.sqs.MessageTrace;

/**
 * What this worker takes from an event of an order.
 */
sealed interface OrderEvent permits OrderPlaced, OrderCancelled {

	/**
	 * The order's id.
	 */
	UUID id();

	/**
	 * The event's own.
	 */
	UUID eventId();

	/**
	 * The trace it belongs to.
	 */
	MessageTrace trace();

	/**
	 * The same in another trace.
	 */
	OrderEvent in(MessageTrace trace);

}
