package io.orderflow.endtoend;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the clients know: the orders they have a 201 for. Thread-safe.
 */
final class Ledger {

	private volatile int orders;

	private final AtomicInteger begun = new AtomicInteger();

	private final Map<Integer, String> accepted = new ConcurrentHashMap<>();

	private final AtomicInteger replayed = new AtomicInteger();

	private final AtomicInteger retries = new AtomicInteger();

	Ledger(int orders) {
		this.orders = orders;
	}

	/** The number of the next order to be placed; above the last, there is none. */
	int next() {
		return this.begun.incrementAndGet();
	}

	boolean wants(int number) {
		return number <= this.orders;
	}

	/** No further order is to be begun. */
	void end() {
		this.orders = 0;
	}

	void accepted(int number, String id) {
		this.accepted.put(number, id);
	}

	void replayed() {
		this.replayed.incrementAndGet();
	}

	void retried() {
		this.retries.incrementAndGet();
	}

	/** The ids of the orders, sorted. */
	List<String> ids() {
		return this.accepted.values().stream().sorted().toList();
	}

	int size() {
		return this.accepted.size();
	}

	int replays() {
		return this.replayed.get();
	}

	int retries() {
		return this.retries.get();
	}

}
