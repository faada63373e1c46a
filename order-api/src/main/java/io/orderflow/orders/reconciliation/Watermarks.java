package io.orderflow.orders.reconciliation;

import java.time.Instant;
import java.time.ZoneOffset;

import io.orderflow.orders.order.OrderIds;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far the check has looked, and each next page of what came since: a page moves its
 * mark, and what is found in it is kept, in one statement. Pages are of a fixed size,
 * which PostgreSQL so plans for: it goes by the indexes, however much there is.
 */
@Repository
class Watermarks {

	/** Rows of a page: some 50 ms. */
	static final int PAGE = 5000;

	private static final String ORDERS = """
			with page as materialized (
				select id, placed_at from orders where id > (select order_id from reconciliation) and id < :before
				order by id limit %d),
			found as (
				insert into orders_without_invoice (order_id, credit_note, since)
				select id, false, placed_at from page where not exists (
					select from issued_invoices told where told.order_id = page.id and not told.credit_note)
				on conflict do nothing),
			moved as (
				update reconciliation set order_id = last.id
				from (select id from page order by id desc limit 1) as last)
			select count(*) from page""".formatted(PAGE);

	private static final String CANCELLATIONS = """
			with page as materialized (
				select order_id, cancelled_at from cancellations
				where (cancelled_at, order_id) > (select cancelled_at, cancelled_order_id from reconciliation)
					and cancelled_at < :before
				order by cancelled_at, order_id limit %d),
			found as (
				insert into orders_without_invoice (order_id, credit_note, since)
				select order_id, true, cancelled_at from page where not exists (
					select from issued_invoices told where told.order_id = page.order_id and told.credit_note)
				on conflict do nothing),
			moved as (
				update reconciliation set cancelled_at = last.cancelled_at, cancelled_order_id = last.order_id
				from (select * from page order by cancelled_at desc, order_id desc limit 1) as last)
			select count(*) from page""".formatted(PAGE);

	private static final String TOLD = """
			with page as materialized (
				select order_id, credit_note, number, issued_at, told_at from issued_invoices
				where (told_at, order_id, credit_note)
						> (select told_at, told_order_id, told_credit_note from reconciliation)
					and told_at < now() - :grace * interval '1 millisecond'
				order by told_at, order_id, credit_note limit %d),
			found as (
				insert into invoices_without_order (order_id, credit_note, number, issued_at)
				select order_id, credit_note, number, issued_at from page where not exists (
					select from orders where orders.id = page.order_id)
				on conflict (order_id, credit_note) do update
				set number = excluded.number, issued_at = excluded.issued_at),
			moved as (
				update reconciliation set told_at = last.told_at, told_order_id = last.order_id,
					told_credit_note = last.credit_note
				from (select * from page order by told_at desc, order_id desc, credit_note desc limit 1) as last)
			select count(*) from page""".formatted(PAGE);

	private final JdbcClient jdbc;

	Watermarks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Holds the marks until the transaction ends.
	 * @return false where another instance holds them
	 */
	boolean lock() {
		this.jdbc.sql("insert into reconciliation default values on conflict do nothing").update();
		return this.jdbc.sql("select id from reconciliation for update skip locked")
			.query(Integer.class)
			.optional()
			.isPresent();
	}

	/** Looks at a page of orders placed before a time. */
	int orders(Instant before) {
		return this.jdbc.sql(ORDERS).param("before", OrderIds.firstAt(before)).query(Integer.class).single();
	}

	/** Looks at a page of cancellations before a time. */
	int cancellations(Instant before) {
		return this.jdbc.sql(CANCELLATIONS)
			.param("before", before.atOffset(ZoneOffset.UTC))
			.query(Integer.class)
			.single();
	}

	/** Looks at a page of what was told of, at least so long ago by the database. */
	int told(long graceMillis) {
		return this.jdbc.sql(TOLD).param("grace", graceMillis).query(Integer.class).single();
	}

	/** All was looked at. */
	void finished() {
		this.jdbc.sql("update reconciliation set checked_at = now()").update();
	}

}
