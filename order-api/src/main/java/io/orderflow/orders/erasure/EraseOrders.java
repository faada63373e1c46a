package io.orderflow.orders.erasure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.orders.erasure.Erasure.Refused;
import io.orderflow.orders.erasure.PersonalData.Candidate;
import io.orderflow.orders.erasure.PersonalData.State;
import io.orderflow.orders.order.OrderAnswers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases the customer's data from orders that are invoiced, batch by batch, each in a
 * transaction of its own: after a failure some are erased, each of them whole; asked
 * again, it does the rest.
 * <p>
 * It is gone from this service's tables. <em>Not</em> from events that an operator
 * discarded, which are counted, and from what {@link Erasure#elsewhere} names.
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

	private final OrderAnswers answers;

	private final TransactionTemplate transaction;

	EraseOrders(PersonalData data, OrderAnswers answers, PlatformTransactionManager transactions) {
		this.data = data;
		this.answers = answers;
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
		this.data.lock(orders);
		List<State> states = this.data.states(orders);
		Map<UUID, String> reasons = new HashMap<>();
		states.stream()
			.filter((state) -> state.need() != null)
			.forEach((state) -> reasons.put(state.id(), state.need()));
		// It costs more to know, so only of the others.
		List<UUID> others = states.stream().map(State::id).filter((order) -> !reasons.containsKey(order)).toList();
		if (!others.isEmpty()) {
			this.data.events(others)
				.forEach((order, parked) -> reasons.put(order, parked ? PersonalData.PARKED : PersonalData.ON_ITS_WAY));
			this.data.letters(others).forEach((order) -> reasons.putIfAbsent(order, PersonalData.DEAD_LETTER));
		}
		Set<UUID> unknown = new HashSet<>(orders);
		states.forEach((state) -> unknown.remove(state.id()));
		unknown.forEach((order) -> reasons.put(order, "is no order"));
		List<UUID> now = those(states, reasons, false);
		// What came since, such as a cancellation.
		List<UUID> before = those(states, reasons, true);
		erase(now);
		erase(before);
		if (!now.isEmpty()) {
			this.data.record(by, because, now);
		}
		List<Refused> refused = reasons.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((reason) -> new Refused(reason.getKey(), reason.getValue()))
			.toList();
		return new Erasure(now.size(), before.size(), refused, this.data.discarded(orders), List.of(), null);
	}

	private static List<UUID> those(List<State> states, Map<UUID, String> reasons, boolean erased) {
		return states.stream()
			.filter((state) -> state.erased() == erased && !reasons.containsKey(state.id()))
			.map(State::id)
			.toList();
	}

	private void erase(List<UUID> orders) {
		this.data.erase(orders);
		this.data.replace(this.answers.of(this.data.answered(orders)));
	}

}
