package io.orderflow.invoices.intake;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.invoices.invoice.Invoice;
import io.orderflow.invoices.invoice.InvoiceDraft;
import io.orderflow.invoices.invoice.Invoices;
import io.orderflow.invoices.invoice.PublishInvoices;
import io.orderflow.sqs.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Issues exactly one invoice for each order, and one credit note for each that is
 * cancelled, however often, in whatever order and by however many workers their events
 * are delivered. For that every call claims the orders in {@link InvoicedOrders} first,
 * in the transaction that issues the invoices.
 */
@Component
class IssueInvoices {

	private static final Logger log = LoggerFactory.getLogger(IssueInvoices.class);

	private final InvoicedOrders invoicedOrders;

	private final Invoices invoices;

	private final PublishInvoices publishInvoices;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final IntakeMetrics metrics;

	IssueInvoices(InvoicedOrders invoicedOrders, Invoices invoices, PublishInvoices publishInvoices,
			PlatformTransactionManager transactions, Clock clock, IntakeMetrics metrics) {
		this.invoicedOrders = invoicedOrders;
		this.invoices = invoices;
		this.publishInvoices = publishInvoices;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
		this.metrics = metrics;
	}

	/**
	 * Issues the invoices and credit notes in one transaction. If that fails for anything
	 * but the database itself, each event gets a transaction of its own, so that one of
	 * them holds up no other.
	 * @param events at least one; may tell of an order more than once
	 * @return what became of each, in the same order; committed
	 * @throws org.springframework.dao.DataAccessException if the database cannot do its
	 * work now
	 * @throws org.springframework.transaction.TransactionException likewise. Some orders
	 * may be invoiced already; when tried again they are duplicates
	 */
	List<Outcome> issue(List<OrderEvent> events) {
		try {
			return together(events);
		}
		catch (RuntimeException ex) {
			if (Failure.of(ex) == Failure.DATABASE) {
				throw ex;
			}
			log.warn("A batch of {} events failed (SQLSTATE {}): each is tried alone", events.size(),
					Failure.sqlState(ex));
			return events.stream().map(this::alone).toList();
		}
	}

	private Outcome alone(OrderEvent event) {
		try {
			return together(List.of(event)).get(0);
		}
		catch (RefusedException ex) {
			return Outcome.Refused.because(ex);
		}
		catch (RuntimeException ex) {
			return switch (Failure.of(ex)) {
				case DATABASE -> throw ex;
				case DATA -> new Outcome.Refused(Reason.UNSTORABLE,
						"The database refused it with SQLSTATE " + Failure.sqlState(ex));
				case UNEXPECTED -> {
					OrderLog.about(log.atError(), event.id(), event.eventId(), event.trace())
						.setCause(ex)
						.log("An order could not be invoiced and stays in the queue");
					yield new Outcome.LeftInQueue();
				}
			};
		}
	}

	private List<Outcome> together(List<OrderEvent> events) {
		Issued issued = this.transaction.execute((status) -> claimAndIssue(OrderNews.of(events)));
		issued.documents().forEach((document) -> report(document, issued.news().get(document.orderId())));
		List<Outcome> outcomes = events.stream().map(issued::outcome).toList();
		for (int i = 0; i < events.size(); i++) {
			this.metrics.count(events.get(i), outcomes.get(i));
		}
		this.metrics.countCreditNotes(issued.creditNotes().size());
		return outcomes;
	}

	private static void report(Invoice document, OrderNews news) {
		OrderLog.about(log.atInfo(), document.orderId(), document.eventId(), news.traceOf(document))
			.log("Issued {} {}", document.isCreditNote() ? "credit note" : "invoice", document.number());
	}

	private Issued claimAndIssue(Map<UUID, OrderNews> news) {
		Map<UUID, Claim> claims = this.invoicedOrders.claim(news.values(), this.clock.instant());
		// Read before a number is taken, from when on nobody else can issue.
		List<Invoice> before = this.invoices
			.ofOrders(claims.keySet().stream().filter((order) -> claims.get(order).digestBefore() != null).toList());
		List<Invoice> invoices = this.invoices.issue(news.values()
			.stream()
			.filter((order) -> claims.get(order.id()).isPlacedNow())
			.map((order) -> order.placed().draft())
			.toList());
		List<Invoice> creditNotes = credit(news.keySet(), claims, Stream.concat(before.stream(), invoices.stream()));
		Issued issued = new Issued(news, claims, invoices, creditNotes);
		// Who is told once more may have lost what it was told of them.
		Stream<Invoice> again = before.stream().filter((document) -> news.get(document.orderId()).tellsOf(document));
		this.publishInvoices.publish(Stream.concat(again, issued.documents().stream()).toList(),
				(document) -> news.get(document.orderId()).traceOf(document).traceparent());
		return issued;
	}

	private List<Invoice> credit(Set<UUID> orders, Map<UUID, Claim> claims, Stream<Invoice> documents) {
		Map<UUID, Invoice> invoices = documents.filter((document) -> !document.isCreditNote())
			.collect(Collectors.toMap(Invoice::orderId, Function.identity()));
		return this.invoices.credit(orders.stream()
			.filter((order) -> claims.get(order).isToBeCredited())
			.map((order) -> credit(claims.get(order), invoices.get(order)))
			.flatMap(Optional::stream)
			.toList(), invoices.values());
	}

	private static Optional<InvoiceDraft> credit(Claim claim, Invoice invoice) {
		try {
			return Optional.of(InvoiceDraft.crediting(invoice, claim.cancellation()));
		}
		catch (IllegalArgumentException ex) {
			if (claim.isCancelledNow()) {
				throw new RefusedException(Reason.INVALID_CONTENT, "/detail/lines: " + ex.getMessage());
			}
			OrderLog.about(log.atError(), invoice.orderId(), claim.cancellation().eventId(), null)
				.log("The order is invoiced, but its cancellation, which came first and is kept in invoiced_orders, "
						+ "cannot be credited: {}", ex.getMessage());
			return Optional.empty();
		}
	}

}
