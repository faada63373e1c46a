package io.orderflow.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.outbox.OutboxEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event that an order was placed, as {@code contract/order-placed.schema.json}
 * describes it.
 *
 * @param id the order's id
 * @param eventId this event's own
 * @param exchangeRate null where the order is in the accounting currency
 * @param reference null where the customer gave none
 * @param trace null where there is none
 */
record OrderPlaced(UUID id, String state, int schemaVersion, UUID eventId, Instant placedAt, String currency,
		@Nullable ExchangeRate exchangeRate, @Nullable String reference, Customer customer, List<OrderLine> lines,
		EventTotals totals, @Nullable Trace trace) {

	static final String SOURCE = "demo.orders";

	static final String DETAIL_TYPE = "OrderPlaced";

	static OrderPlaced of(UUID eventId, Order order, @Nullable Trace trace) {
		return new OrderPlaced(order.id(), "created", 1, eventId, order.placedAt(), order.currency(),
				order.exchangeRate(), order.reference(), order.customer(), order.lines(),
				EventTotals.of(order.totals()), trace);
	}

	/** This event for the outbox. */
	OutboxEvent event(String bus, JsonMapper json) {
		return new OutboxEvent(bus, SOURCE, DETAIL_TYPE, json.writeValueAsString(this), Trace.traceparent(this.trace));
	}

	/**
	 * The totals, and the gross in minor units as a number: a rule's {@code numeric}
	 * filter does not match strings.
	 */
	record EventTotals(String net, String vat, String gross, long grossMinor) {

		static EventTotals of(Totals totals) {
			return new EventTotals(totals.net().toPlainString(), totals.vat().toPlainString(),
					totals.gross().toPlainString(), totals.gross().unscaledValue().longValueExact());
		}

	}

}
