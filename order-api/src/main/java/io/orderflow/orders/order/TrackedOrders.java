package io.orderflow.orders.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.orders.invoice.IssuedInvoice;
import io.orderflow.orders.invoice.IssuedInvoices;
import io.orderflow.orders.order.TrackedOrder.Document;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds orders with what has become of them.
 */
@Component
class TrackedOrders {

	private final Orders orders;

	private final Cancellations cancellations;

	private final IssuedInvoices invoices;

	private final OrderProperties properties;

	TrackedOrders(Orders orders, Cancellations cancellations, IssuedInvoices invoices, OrderProperties properties) {
		this.orders = orders;
		this.cancellations = cancellations;
		this.invoices = invoices;
		this.properties = properties;
	}

	Optional<TrackedOrder> find(UUID id) {
		return this.orders.find(id).map((order) -> track(List.of(order)).get(0));
	}

	/**
	 * A page, newest first; see {@link Orders#page}.
	 */
	OrderPage page(int limit, @Nullable UUID after) {
		Orders.Page page = this.orders.page(limit, after);
		return OrderPage.of(track(page.orders()), page.more());
	}

	private List<TrackedOrder> track(List<Order> orders) {
		List<UUID> ids = orders.stream().map(Order::id).toList();
		Map<UUID, Cancellation> cancelled = this.cancellations.of(ids);
		Map<UUID, Document> invoices = new HashMap<>();
		Map<UUID, Document> creditNotes = new HashMap<>();
		for (IssuedInvoice invoice : this.invoices.of(ids)) {
			(invoice.creditNote() ? creditNotes : invoices).put(invoice.orderId(),
					Document.of(invoice, this.properties.invoicesUrl()));
		}
		return orders.stream()
			.map((order) -> new TrackedOrder(order, cancelled.get(order.id()), invoices.get(order.id()),
					creditNotes.get(order.id())))
			.toList();
	}

}
