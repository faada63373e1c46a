package io.orderflow.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.outbox.EventOutbox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes that orders were placed, and cancelled, once more, for a consumer that has
 * lost them. The events say what the first ones said, with an event id of their own and
 * without the trace, so a consumer that has them already sees duplicates.
 */
@Component
class RepublishOrders {

	/** Orders of one transaction: far fewer than its timeout allows. */
	private static final int BATCH = 100;

	private final Orders orders;

	private final Cancellations cancellations;

	private final EventOutbox outbox;

	private final OrderProperties properties;

	private final JsonMapper json;

	private final TransactionTemplate transaction;

	RepublishOrders(Orders orders, Cancellations cancellations, EventOutbox outbox, OrderProperties properties,
			JsonMapper json, PlatformTransactionManager transactions) {
		this.orders = orders;
		this.cancellations = cancellations;
		this.outbox = outbox;
		this.properties = properties;
		this.json = json;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Puts the events of orders into the outbox, batch by batch, each in a transaction of
	 * its own.
	 * @param since only orders placed at this time or later
	 * @param after only orders after this one; null for the first
	 * @param limit at most so many
	 */
	Republished since(Instant since, @Nullable UUID after, int limit) {
		int published = 0;
		UUID last = after;
		while (published < limit) {
			int size = Math.min(BATCH, limit - published);
			List<Order> batch = publish(since, last, size);
			published += batch.size();
			if (batch.size() < size) {
				return new Republished(published, null);
			}
			last = batch.get(size - 1).id();
		}
		return new Republished(published, last);
	}

	private List<Order> publish(Instant since, @Nullable UUID after, int limit) {
		List<Order> batch = this.orders.placedSince(since, after, limit);
		Map<UUID, Cancellation> cancelled = this.cancellations.of(batch.stream().map(Order::id).toList());
		this.transaction.executeWithoutResult((status) -> {
			this.outbox.publishAll(batch.stream()
				.map((order) -> OrderPlaced.of(UuidCreator.getTimeOrderedEpoch(), order, null)
					.event(this.properties.bus(), this.json))
				.toList());
			this.outbox.publishAll(cancelled.entrySet()
				.stream()
				.map((order) -> OrderCancelled
					.of(UuidCreator.getTimeOrderedEpoch(), order.getKey(), order.getValue(), null)
					.event(this.properties.bus(), this.json))
				.toList());
		});
		return batch;
	}

}
