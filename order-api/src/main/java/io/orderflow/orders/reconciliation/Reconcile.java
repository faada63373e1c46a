package io.orderflow.orders.reconciliation;

import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.orders.invoice.IssuedInvoice;
import io.orderflow.orders.invoice.IssuedInvoices;
import io.orderflow.orders.order.RepublishOrders;
import io.orderflow.orders.order.Republished;
import io.orderflow.orders.reconciliation.Comparison.Lacking;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares all orders with all that invoice-worker has, and keeps what it has as if it
 * had been told. However much there is, it has a page of it in memory.
 */
class Reconcile {

	private static final int EACH = 10_000;

	private final IssuedInvoices told;

	private final RepublishOrders republishOrders;

	private final Comparison comparison;

	private final ReconciliationProperties properties;

	private final Clock clock;

	private final PrintStream out;

	private final PrintStream progress;

	private long read;

	private long lacking;

	private long orderless;

	private long republished;

	private long erased;

	Reconcile(IssuedInvoices told, RepublishOrders republishOrders, JdbcClient jdbc,
			ReconciliationProperties properties, Clock clock, PrintStream out, PrintStream progress) {
		this.told = told;
		this.republishOrders = republishOrders;
		this.comparison = new Comparison(jdbc);
		this.properties = properties;
		this.clock = clock;
		this.out = out;
		this.progress = progress;
	}

	/**
	 * Compares, and prints what is missing.
	 * @param options what of it, and whether to publish again
	 * @param invoicesUrl where invoice-worker is
	 * @return whether nothing is missing
	 * @throws WorkerUnavailableException if invoice-worker does not show its invoices;
	 * then nothing was compared
	 */
	boolean run(ReconcileOptions options, URI invoicesUrl) {
		Instant since = Objects.requireNonNullElse(options.since(), Instant.EPOCH);
		Instant until = this.clock.instant().minus(this.properties.grace()).truncatedTo(ChronoUnit.SECONDS);
		this.comparison.begin();
		new WorkerInvoices(invoicesUrl, this.properties.token()).forEachPage(options.since(), this::keep);
		this.comparison.added();
		long orders = this.comparison.orders(since, until, (page) -> {
			page.forEach(this::print);
			if (options.republish()) {
				republish(page);
			}
		});
		long invoices = this.comparison.invoices(since, (page) -> page.forEach(this::print));
		this.out.printf("Compared %d orders placed until %s with %d invoices and credit notes of %s.%n", orders, until,
				invoices, invoicesUrl);
		this.out.printf("Orders without an invoice or a credit note: %d. Invoices and credit notes without an order: "
				+ "%d.%n", this.lacking, this.orderless);
		if (options.republish()) {
			this.out.printf("Orders published again: %d. Not published, because their customers were erased: %d.%n",
					this.republished, this.erased);
		}
		return this.lacking + this.orderless == 0;
	}

	private void keep(List<IssuedInvoice> page) {
		this.told.keep(page);
		this.comparison.add(page);
		long before = this.read;
		this.read += page.size();
		if (before / EACH != this.read / EACH) {
			this.progress.printf("Read %d invoices and credit notes so far%n", this.read);
		}
	}

	private void print(Lacking order) {
		this.lacking++;
		if (order.invoice()) {
			this.out.printf("without invoice: %s placed %s%n", order.orderId(), order.placedAt());
		}
		if (order.cancelledAt() != null) {
			this.out.printf("without credit note: %s cancelled %s%n", order.orderId(), order.cancelledAt());
		}
	}

	private void print(IssuedInvoice invoice) {
		this.orderless++;
		this.out.printf("without order: %s of %s issued %s%n", invoice.number(), invoice.orderId(), invoice.issuedAt());
	}

	private void republish(List<Lacking> page) {
		Set<UUID> withoutCreditNote = page.stream()
			.filter((order) -> !order.invoice())
			.map(Lacking::orderId)
			.collect(Collectors.toSet());
		Republished done = this.republishOrders.these(page.stream().map(Lacking::orderId).toList(), withoutCreditNote);
		this.republished += done.orders();
		this.erased += done.erased();
	}

}
