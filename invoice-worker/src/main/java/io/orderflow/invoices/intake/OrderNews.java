package io.orderflow.invoices.intake;

import java.util.Collection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import io.orderflow.invoices.invoice.Cancellation;
import io.orderflow.invoices.invoice.Invoice;
import io.orderflow.sqs.MessageTrace;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a batch tell of one order: of each kind the first.
 *
 * @param id the order's
 * @param placed null if none tells that it was placed
 * @param cancelled null if none tells that it was cancelled
 */
record OrderNews(UUID id, @Nullable OrderPlaced placed, @Nullable OrderCancelled cancelled) {

	/**
	 * Sorts events by their orders.
	 * @param events may tell of an order more than once
	 * @return by the orders' ids
	 */
	static SortedMap<UUID, OrderNews> of(Collection<OrderEvent> events) {
		SortedMap<UUID, OrderNews> news = new TreeMap<>();
		for (OrderEvent event : events) {
			news.merge(event.id(), of(event), OrderNews::and);
		}
		return news;
	}

	private static OrderNews of(OrderEvent event) {
		return (event instanceof OrderPlaced placed) ? new OrderNews(event.id(), placed, null)
				: new OrderNews(event.id(), null, (OrderCancelled) event);
	}

	private OrderNews and(OrderNews later) {
		return new OrderNews(this.id, (this.placed != null) ? this.placed : later.placed,
				(this.cancelled != null) ? this.cancelled : later.cancelled);
	}

	/**
	 * Whether an event of the batch tells of what this was issued for.
	 */
	boolean tellsOf(Invoice document) {
		return (document.isCreditNote() ? this.cancelled : this.placed) != null;
	}

	/**
	 * The trace in which a document is issued, or told of once more: that of the event
	 * which brought it about now.
	 */
	MessageTrace traceOf(Invoice document) {
		OrderEvent event = (document.isCreditNote() && this.cancelled != null) ? this.cancelled : this.placed;
		return Objects.requireNonNull(event).trace();
	}

	byte @Nullable [] digest() {
		return (this.placed != null) ? ContentDigest.of(this.placed) : null;
	}

	@Nullable Cancellation cancellation() {
		return (this.cancelled != null) ? this.cancelled.cancellation() : null;
	}

}
