package io.orderflow.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.orders.order.CancellationRequest.CancelledLine;
import io.orderflow.outbox.OutboxEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event that an order was cancelled, as {@code contract/order-cancelled.schema.json}
 * describes it.
 *
 * @param id the order's id
 * @param eventId this event's own
 * @param lines null where all of the order is cancelled
 * @param trace null where there is none
 */
record OrderCancelled(UUID id, String state, int schemaVersion, UUID eventId, Instant cancelledAt, String reason,
		@Nullable List<CancelledLine> lines, @Nullable Trace trace) {

	static final String DETAIL_TYPE = "OrderCancelled";

	static OrderCancelled of(UUID eventId, UUID orderId, Cancellation cancellation, @Nullable Trace trace) {
		return new OrderCancelled(orderId, "cancelled", 1, eventId, cancellation.cancelledAt(), cancellation.reason(),
				cancellation.lines(), trace);
	}

	/** This event for the outbox. */
	OutboxEvent event(String bus, JsonMapper json) {
		return new OutboxEvent(bus, OrderPlaced.SOURCE, DETAIL_TYPE, json.writeValueAsString(this),
				Trace.traceparent(this.trace));
	}

}
