package io.orderflow.invoices.intake;

import java.util.UUID;

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

}
