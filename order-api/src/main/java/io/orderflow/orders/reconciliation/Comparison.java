package io.orderflow.orders.reconciliation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.orderflow.orders.invoice.IssuedInvoice;
import io.orderflow.orders.order.OrderIds;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the orders with what invoice-worker has now, which lies in a table of the
 * database's session: so it needs no memory here, and one connection for all of it. What
 * this service was told of earlier does not count, for invoice-worker may have lost it;
 * what it was told of since the beginning does.
 */
class Comparison {

	private static final UUID FIRST = new UUID(0, 0);

	private final JdbcClient jdbc;

	private OffsetDateTime begin = OffsetDateTime.MIN;

	Comparison(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void begin() {
		this.begin = this.jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
		this.jdbc.sql("""
				create temporary table worker_invoices (order_id uuid, credit_note boolean, number text not null,
					issued_at timestamptz not null, primary key (order_id, credit_note))""").update();
	}

	void add(List<IssuedInvoice> page) {
		this.jdbc
			.sql("""
					insert into worker_invoices
					select * from unnest(:orderIds, :creditNotes, :numbers, :times::timestamptz[]) on conflict do nothing""")
			.param("orderIds", page.stream().map(IssuedInvoice::orderId).toArray(UUID[]::new))
			.param("creditNotes", page.stream().map(IssuedInvoice::creditNote).toArray(Boolean[]::new))
			.param("numbers", page.stream().map(IssuedInvoice::number).toArray(String[]::new))
			.param("times", page.stream().map(IssuedInvoice::issuedAt).map(Instant::toString).toArray(String[]::new))
			.update();
	}

	/** All are added. */
	void added() {
		this.jdbc.sql("analyze worker_invoices").update();
	}

	/**
	 * Goes through the orders of a time, oldest first.
	 * @param since its beginning
	 * @param until its end
	 * @param action done with those that lack an invoice or a credit note, page by page
	 * @return how many orders there are
	 */
	long orders(Instant since, Instant until, Consumer<List<Lacking>> action) {
		long orders = 0;
		// An id is made a moment before its order's time is read.
		UUID after = OrderIds.firstAt(since.minus(1, ChronoUnit.HOURS));
		List<UUID> page;
		do {
			page = this.jdbc
				.sql("select id from orders where id > :after and id < :end and placed_at >= :since order by id limit "
						+ Watermarks.PAGE)
				.param("after", after)
				.param("end", OrderIds.firstAt(until))
				.param("since", since.atOffset(ZoneOffset.UTC))
				.query(UUID.class)
				.list();
			action.accept(lacking(page, until));
			after = page.isEmpty() ? after : page.get(page.size() - 1);
			orders += page.size();
		}
		while (page.size() == Watermarks.PAGE);
		return orders;
	}

	private List<Lacking> lacking(List<UUID> orders, Instant until) {
		return this.jdbc.sql("""
				select * from (
					select o.id, o.placed_at, c.cancelled_at, %s as no_invoice,
						coalesce(c.cancelled_at < :until, false) and %s as no_credit_note
					from orders o left join cancellations c on c.order_id = o.id where o.id = any (:orders)) as compared
				where no_invoice or no_credit_note order by id""".formatted(unknown(false), unknown(true)))
			.param("orders", orders.toArray(UUID[]::new))
			.param("until", until.atOffset(ZoneOffset.UTC))
			.param("begin", this.begin)
			.query((row, number) -> new Lacking(row.getObject("id", UUID.class),
					row.getObject("placed_at", OffsetDateTime.class).toInstant(), row.getBoolean("no_invoice"),
					row.getBoolean("no_credit_note") ? row.getObject("cancelled_at", OffsetDateTime.class).toInstant()
							: null))
			.list();
	}

	private static String unknown(boolean creditNote) {
		return """
				not exists (select from worker_invoices w where w.order_id = o.id and w.credit_note = %1$s)
				and not exists (select from issued_invoices i where i.order_id = o.id and i.credit_note = %1$s
					and i.told_at >= :begin)""".formatted(creditNote);
	}

	/**
	 * Goes through invoice-worker's invoices and credit notes, the oldest orders' first.
	 * @param since only those issued since
	 * @param action done with those whose order is not there, page by page
	 * @return how many invoices and credit notes there are
	 */
	long invoices(Instant since, Consumer<List<IssuedInvoice>> action) {
		UUID after = FIRST;
		List<UUID> page;
		do {
			page = this.jdbc
				.sql("select distinct order_id from worker_invoices where order_id > ? order by order_id limit "
						+ Watermarks.PAGE)
				.param(after)
				.query(UUID.class)
				.list();
			action.accept(withoutOrder(page, since));
			after = page.isEmpty() ? after : page.get(page.size() - 1);
		}
		while (page.size() == Watermarks.PAGE);
		return this.jdbc.sql("select count(*) from worker_invoices").query(Long.class).single();
	}

	private List<IssuedInvoice> withoutOrder(List<UUID> orders, Instant since) {
		return this.jdbc.sql("""
				select * from worker_invoices w
				where order_id = any (:orders) and issued_at >= :since and not exists (
					select from orders where orders.id = w.order_id)
				order by order_id, credit_note""")
			.param("orders", orders.toArray(UUID[]::new))
			.param("since", since.atOffset(ZoneOffset.UTC))
			.query((row, number) -> new IssuedInvoice(row.getObject("order_id", UUID.class),
					row.getBoolean("credit_note"), row.getString("number"),
					row.getObject("issued_at", OffsetDateTime.class).toInstant()))
			.list();
	}

	/**
	 * An order that lacks something.
	 *
	 * @param invoice whether it lacks the invoice
	 * @param cancelledAt when it was cancelled, if it lacks the credit note; else null
	 */
	record Lacking(UUID orderId, Instant placedAt, boolean invoice, @Nullable Instant cancelledAt) {
	}

}
