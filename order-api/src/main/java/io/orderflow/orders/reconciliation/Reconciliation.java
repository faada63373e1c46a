package io.orderflow.orders.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the orders with the invoices that were told of, as far as either is new since
 * the last time: so it costs the same however many there are. Page by page, each in a
 * short transaction.
 * <p>
 * <em>Not</em> found is what it has looked at and was lost later, as by a restore of
 * either database, and an order of an instance whose clock is late by more than the
 * grace. The command finds these.
 */
@Component
class Reconciliation {

	private static final UUID FIRST = new UUID(0, 0);

	private final Watermarks watermarks;

	private final Findings findings;

	private final ReconciliationProperties properties;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Reconciliation(Watermarks watermarks, Findings findings, ReconciliationProperties properties,
			PlatformTransactionManager transactions, Clock clock) {
		this.watermarks = watermarks;
		this.findings = findings;
		this.properties = properties;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * Looks at what is new, and again at what was found before.
	 * @return false if another instance is at it, which is as good
	 */
	boolean check() {
		Instant before = this.clock.instant().minus(this.properties.grace());
		return look(() -> this.watermarks.orders(before)) && look(() -> this.watermarks.cancellations(before))
				&& look(() -> this.watermarks.told(this.properties.grace().toMillis()))
				&& settle(this.findings::settleOrders) && settle(this.findings::settleInvoices) && locked(() -> {
					this.watermarks.finished();
					return true;
				}).isPresent();
	}

	private boolean look(IntSupplier page) {
		Optional<Integer> rows;
		do {
			rows = locked(page::getAsInt);
		}
		while (rows.isPresent() && rows.get() == Watermarks.PAGE);
		return rows.isPresent();
	}

	private boolean settle(Function<UUID, Optional<UUID>> page) {
		Optional<Optional<UUID>> last = Optional.of(Optional.of(FIRST));
		while (last.isPresent() && last.get().isPresent()) {
			UUID after = last.get().get();
			last = locked(() -> page.apply(after));
		}
		return last.isPresent();
	}

	/** Empty where another instance holds the marks. */
	private <T> Optional<T> locked(Supplier<T> page) {
		return this.transaction
			.execute((status) -> this.watermarks.lock() ? Optional.of(page.get()) : Optional.<T>empty());
	}

}
