package io.orderflow.orders.erasure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.orderflow.orders.erasure.Erasure.Refused;
import io.orderflow.orders.erasure.PersonalData.Candidate;
import io.orderflow.orders.erasure.PersonalData.State;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases the customer's data from orders that are invoiced, batch by batch, each in a
 * transaction of its own: after a failure some are erased, each of them whole; asked
 * again, it does the rest.
 * <p>
 * It is gone from this service's tables, but for events that wait in the outbox until
 * EventBridge takes them. <em>Not</em> from what {@link Erasure#elsewhere} names.
 */
@Component
class EraseOrders {

	/** Orders of one transaction: far fewer than its timeout allows. */
	private static final int BATCH = 100;

	/**
	 * Orders that one call looks through: it should not outlast its client's patience.
	 */
	private static final int PART = 500_000;

	private static final int PAGE = 5000;

	/** Of the orders that one call finds. */
	private static final int FOUND = 1000;

	private final PersonalData data;

	private final TransactionTemplate transaction;

	EraseOrders(PersonalData data, PlatformTransactionManager transactions) {
		this.data = data;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Erases a customer's orders, as far as one call gets.
	 * @param email the customer's, in any case
	 * @param after only orders after this one; null for the first
	 */
	Erasure of(String email, @Nullable UUID after, String by, String because) {
		Erasure erasure = Erasure.NONE;
		UUID last = (after != null) ? after : new UUID(0, 0);
		int found = 0;
		for (int looked = 0; looked < PART && found < FOUND; looked += PAGE) {
			List<Candidate> page = this.data.candidates(email, last, PAGE);
			List<UUID> orders = page.stream().filter(Candidate::matches).map(Candidate::id).toList();
			erasure = erasure.plus(these(orders, by, because));
			found += orders.size();
			if (page.size() < PAGE) {
				return erasure.upTo(null);
			}
			last = page.get(PAGE - 1).id();
		}
		return erasure.upTo(last);
	}

	/** Erases orders that are named. */
	Erasure these(List<UUID> orders, String by, String because) {
		List<UUID> distinct = orders.stream().distinct().sorted().toList();
		Erasure erasure = Erasure.NONE;
		for (int i = 0; i < distinct.size(); i += BATCH) {
			List<UUID> batch = distinct.subList(i, Math.min(i + BATCH, distinct.size()));
			erasure = erasure.plus(this.transaction.execute((status) -> erase(batch, by, because)));
		}
		return erasure;
	}

	private Erasure erase(List<UUID> orders, String by, String because) {
		List<State> states = this.data.lock(orders);
		Set<UUID> parked = this.data.parked(orders);
		List<Refused> refused = new ArrayList<>();
		List<UUID> now = new ArrayList<>();
		List<UUID> before = new ArrayList<>();
		for (State state : states) {
			String reason = reason(state, parked);
			if (reason != null) {
				refused.add(new Refused(state.id(), reason));
			}
			else {
				(state.erased() ? before : now).add(state.id());
			}
		}
		Set<UUID> unknown = new HashSet<>(orders);
		states.forEach((state) -> unknown.remove(state.id()));
		unknown.stream().sorted().forEach((order) -> refused.add(new Refused(order, "is no order")));
		this.data.erase(now);
		// What came since, such as a cancellation.
		this.data.erase(before);
		if (!now.isEmpty()) {
			this.data.record(by, because, now);
		}
		return new Erasure(now.size(), before.size(), refused, this.data.discarded(orders), List.of(), null);
	}

	private static @Nullable String reason(State state, Set<UUID> parked) {
		if (!state.invoiced()) {
			return "has no invoice yet, which needs the data: try again once it has";
		}
		if (state.creditNoteMissing()) {
			return "is cancelled and has no credit note yet, which needs the data: try again once it has";
		}
		return parked.contains(state.id())
				? "has a parked event with the data: put it back or discard it, see /actuator/outbox" : null;
	}

}
