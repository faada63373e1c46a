package io.orderflow.orders.order;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * without the trace, so a consumer that has them already sees duplicates. An order whose
 * customer was erased is left out: its event could not say that any more.
 */
@Component
public class RepublishOrders {

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
	 * @param until only orders placed before this time; null for all
	 * @param after only orders after this one; null for the first
	 * @param limit at most so many
	 */
	Republished since(Instant since, @Nullable Instant until, @Nullable UUID after, int limit) {
		int published = 0;
		int looked = 0;
		UUID last = after;
		while (looked < limit) {
			int size = Math.min(BATCH, limit - looked);
			List<Order> batch = this.orders.placed(since, until, last, size);
			published += publish(batch);
			looked += batch.size();
			if (batch.size() < size) {
				return new Republished(published, looked - published, null);
			}
			last = batch.get(size - 1).id();
		}
		return new Republished(published, looked - published, last);
	}

	/**
	 * Those of the ids that are no order's.
	 */
	List<UUID> unknown(Collection<UUID> ids) {
		Set<UUID> unknown = new LinkedHashSet<>(ids);
		unknown.removeAll(this.orders.known(ids));
		return List.copyOf(unknown);
	}

	/**
	 * Puts the events of these orders into the outbox, likewise.
	 * @param ids those that are no order's are passed over
	 */
	public Republished these(Collection<UUID> ids) {
		List<UUID> distinct = ids.stream().distinct().toList();
		int published = 0;
		int looked = 0;
		for (int i = 0; i < distinct.size(); i += BATCH) {
			List<Order> batch = this.orders.find(distinct.subList(i, Math.min(i + BATCH, distinct.size())));
			published += publish(batch);
			looked += batch.size();
		}
		return new Republished(published, looked - published, null);
	}

	/**
	 * All but the erased ones: what is left of these is not what was invoiced.
	 * @return how many
	 */
	private int publish(List<Order> batch) {
		List<Order> whole = batch.stream().filter((order) -> order.erasedAt() == null).toList();
		Map<UUID, Cancellation> cancelled = this.cancellations.of(whole.stream().map(Order::id).toList());
		this.transaction.executeWithoutResult((status) -> {
			this.outbox.publishAll(whole.stream()
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
		return whole.size();
	}

}
