package io.orderflow.orders.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to erase.
 *
 * @param erased how many orders have lost their customer's data now
 * @param erasedBefore how many had before
 * @param refused the orders that keep it, and why
 * @param discardedEvents how many events of these orders an operator discarded: they keep
 * the data until {@code eventbridge_outbox_discarded} is cleared of them
 * @param elsewhere where else the data may be
 * @param next what {@code after} has to be to go on; null if all was looked at
 */
record Erasure(int erased, int erasedBefore, List<Refused> refused, int discardedEvents, List<String> elsewhere,
		@JsonInclude @Nullable UUID next) {

	static final Erasure NONE = new Erasure(0, 0, List.of(), 0,
			List.of("invoices and credit notes of invoice-worker, table invoices, which the law has kept",
					"the reasons of cancellations in invoice-worker, table invoiced_orders, column cancellation",
					"dead letters of invoice-worker, see its /actuator/deadletters",
					"dead letters of this service whose order is not known, see /actuator/deadletters",
					"messages in queues and dead-letter queues, until they are taken or expire",
					"archives and other consumers of the bus", "backups, until they are deleted"),
			null);

	Erasure plus(Erasure other) {
		List<Refused> all = new ArrayList<>(this.refused);
		all.addAll(other.refused);
		return new Erasure(this.erased + other.erased, this.erasedBefore + other.erasedBefore, all,
				this.discardedEvents + other.discardedEvents, this.elsewhere, this.next);
	}

	Erasure upTo(@Nullable UUID last) {
		return new Erasure(this.erased, this.erasedBefore, this.refused, this.discardedEvents, this.elsewhere, last);
	}

	/**
	 * An order that keeps its customer's data.
	 *
	 * @param because why, and what to do
	 */
	record Refused(UUID orderId, String because) {
	}

}
