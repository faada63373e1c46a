package io.orderflow.orders.order;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.orders.invoice.IssuedInvoice;
import io.orderflow.orders.invoice.IssuedInvoices;
import io.orderflow.outbox.EventOutbox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes that orders were placed, and cancelled, once more, for a consumer that has
 * lost them. The events say what the first ones said, with an event id of their own and
 * without the trace, so a consumer that has them already sees duplicates. Of an order
 * whose customer was erased, only the cancellation is published, and only while nothing
 * but its credit note is missing: the rest could not be said any more. Its reason may
 * read "erased". That contradicts nothing the worker has: with the invoice and the
 * cancellation it would have the credit note. A first event that comes out of a
 * dead-letter queue later, with the reason that was given, is refused there as
 * {@code conflicting_content}, and is to be discarded.
 */
@Component
public class RepublishOrders {

	/** Orders of one transaction: far fewer than its timeout allows. */
	private static final int BATCH = 100;

	private final Orders orders;

	private final Cancellations cancellations;

	private final IssuedInvoices invoices;

	private final EventOutbox outbox;

	private final OrderProperties properties;

	private final JsonMapper json;

	private final TransactionTemplate transaction;

	RepublishOrders(Orders orders, Cancellations cancellations, IssuedInvoices invoices, EventOutbox outbox,
			OrderProperties properties, JsonMapper json, PlatformTransactionManager transactions) {
		this.orders = orders;
		this.cancellations = cancellations;
		this.invoices = invoices;
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
		Republished done = Republished.NONE;
		UUID last = after;
		for (int looked = 0; looked < limit; looked += BATCH) {
			int size = Math.min(BATCH, limit - looked);
			List<UUID> batch = this.orders.placed(since, until, last, size);
			done = done.plus(publish(batch, this::withoutCreditNote));
			if (batch.size() < size) {
				return done.upTo(null);
			}
			last = batch.get(size - 1);
		}
		return done.upTo(last);
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
	Republished these(Collection<UUID> ids) {
		return these(ids, this::withoutCreditNote);
	}

	/**
	 * Puts the events of these orders into the outbox, likewise.
	 * @param ids those that are no order's are passed over
	 * @param withoutCreditNote those of them that lack nothing but their credit note,
	 * whatever this service was told of earlier
	 * @return what was published, and what not
	 */
	public Republished these(Collection<UUID> ids, Set<UUID> withoutCreditNote) {
		return these(ids, (erased) -> withoutCreditNote);
	}

	private Republished these(Collection<UUID> ids, Function<List<UUID>, Set<UUID>> withoutCreditNote) {
		List<UUID> distinct = ids.stream().distinct().toList();
		Republished done = Republished.NONE;
		for (int i = 0; i < distinct.size(); i += BATCH) {
			done = done.plus(publish(distinct.subList(i, Math.min(i + BATCH, distinct.size())), withoutCreditNote));
		}
		return done;
	}

	/**
	 * The orders are read in the transaction that publishes, and held: else one that is
	 * erased meanwhile would go out with what was erased.
	 */
	private Republished publish(List<UUID> batch, Function<List<UUID>, Set<UUID>> withoutCreditNote) {
		return this.transaction.execute((status) -> {
			List<Order> held = this.orders.hold(batch);
			List<Order> whole = held.stream().filter((order) -> order.erasedAt() == null).toList();
			List<UUID> erased = held.stream().filter((order) -> order.erasedAt() != null).map(Order::id).toList();
			Map<UUID, Cancellation> cancelled = this.cancellations.of(held.stream().map(Order::id).toList());
			Set<UUID> lacking = erased.isEmpty() ? Set.of() : withoutCreditNote.apply(erased);
			erased.stream().filter((order) -> !lacking.contains(order)).forEach(cancelled::remove);
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
			int byCancellation = (int) erased.stream().filter(cancelled::containsKey).count();
			return new Republished(whole.size() + byCancellation, erased.size() - byCancellation, null);
		});
	}

	private Set<UUID> withoutCreditNote(List<UUID> orders) {
		Set<UUID> without = new HashSet<>(orders);
		this.invoices.of(orders)
			.stream()
			.filter(IssuedInvoice::creditNote)
			.map(IssuedInvoice::orderId)
			.forEach(without::remove);
		return without;
	}

}
