package io.orderflow.invoices.intake;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.invoices.invoice.Invoice;
import io.orderflow.invoices.invoice.Invoices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Issues exactly one invoice for each order, however often and by however many workers
 * its event is delivered. For that every call claims the orders in {@link InvoicedOrders}
 * first, in the transaction that issues the invoices.
 */
@Component
class IssueInvoices {

	private static final Logger log = LoggerFactory.getLogger(IssueInvoices.class);

	private final InvoicedOrders invoicedOrders;

	private final Invoices invoices;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final IntakeMetrics metrics;

	IssueInvoices(InvoicedOrders invoicedOrders, Invoices invoices, PlatformTransactionManager transactions,
			Clock clock, IntakeMetrics metrics) {
		this.invoicedOrders = invoicedOrders;
		this.invoices = invoices;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
		this.metrics = metrics;
	}

	/**
	 * Issues the invoices in one transaction. If that fails for anything but the database
	 * itself, each order gets a transaction of its own, so that one of them holds up no
	 * other.
	 * @param orders at least one; may name an order more than once
	 * @return what became of each, in the same order; committed
	 * @throws org.springframework.dao.DataAccessException if the database cannot do its
	 * work now
	 * @throws org.springframework.transaction.TransactionException likewise. Some orders
	 * may be invoiced already; when tried again they are duplicates
	 */
	List<Outcome> issue(List<OrderPlaced> orders) {
		try {
			return together(orders);
		}
		catch (RuntimeException ex) {
			if (Failure.of(ex) == Failure.DATABASE) {
				throw ex;
			}
			log.warn("A batch of {} orders failed (SQLSTATE {}): each is tried alone", orders.size(),
					Failure.sqlState(ex));
			return orders.stream().map(this::alone).toList();
		}
	}

	private Outcome alone(OrderPlaced order) {
		try {
			return together(List.of(order)).get(0);
		}
		catch (RuntimeException ex) {
			return switch (Failure.of(ex)) {
				case DATABASE -> throw ex;
				case DATA -> new Outcome.Refused(Reason.UNSTORABLE,
						"The database refused it with SQLSTATE " + Failure.sqlState(ex));
				case UNEXPECTED -> {
					log.error("Order {} could not be invoiced and stays in the queue", order.id(), ex);
					yield new Outcome.LeftInQueue();
				}
			};
		}
	}

	private List<Outcome> together(List<OrderPlaced> orders) {
		List<Outcome> outcomes = this.transaction.execute((status) -> claimAndIssue(orders));
		for (int i = 0; i < orders.size(); i++) {
			this.metrics.count(orders.get(i), outcomes.get(i));
			if (outcomes.get(i) instanceof Outcome.Issued issued) {
				log.info("Issued invoice {} for order {} of event {}", issued.invoice().number(), orders.get(i).id(),
						orders.get(i).eventId());
			}
		}
		return outcomes;
	}

	private List<Outcome> claimAndIssue(List<OrderPlaced> orders) {
		SortedMap<UUID, OrderPlaced> first = new TreeMap<>();
		SortedMap<UUID, byte[]> digests = new TreeMap<>();
		for (OrderPlaced order : orders) {
			if (first.putIfAbsent(order.id(), order) == null) {
				digests.put(order.id(), ContentDigest.of(order));
			}
		}
		Set<UUID> claimed = this.invoicedOrders.claim(digests, this.clock.instant());
		List<UUID> unclaimed = digests.keySet().stream().filter((id) -> !claimed.contains(id)).toList();
		digests.putAll(this.invoicedOrders.digests(unclaimed));
		Map<UUID, Invoice> issued = this.invoices
			.issue(first.values()
				.stream()
				.filter((order) -> claimed.contains(order.id()))
				.map(OrderPlaced::draft)
				.toList())
			.stream()
			.collect(Collectors.toMap(Invoice::orderId, Function.identity()));
		return orders.stream().map((order) -> {
			Invoice invoice = issued.get(order.id());
			return (invoice != null && first.get(order.id()) == order) ? new Outcome.Issued(invoice)
					: compare(order, digests.get(order.id()));
		}).toList();
	}

	/**
	 * Of an order that is invoiced already.
	 */
	private static Outcome compare(OrderPlaced order, byte[] invoiced) {
		return Arrays.equals(ContentDigest.of(order), invoiced) ? new Outcome.Duplicate()
				: new Outcome.Refused(Reason.CONFLICTING_CONTENT,
						"Order " + order.id() + " is invoiced already, and said something else then");
	}

}
