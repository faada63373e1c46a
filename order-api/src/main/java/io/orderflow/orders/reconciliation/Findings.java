package io.orderflow.orders.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the checks have found and is so still.
 */
@Repository
class Findings {

	private final JdbcClient jdbc;

	Findings(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes orders off that have got their invoice or credit note since.
	 * @param after only orders after this one
	 * @return the last order looked at; empty if there is none after
	 */
	Optional<UUID> settleOrders(UUID after) {
		return settle("orders_without_invoice", after,
				"select from issued_invoices told where told.order_id = gone.order_id and told.credit_note = gone.credit_note");
	}

	/** Takes invoices off whose order is there again, likewise. */
	Optional<UUID> settleInvoices(UUID after) {
		return settle("invoices_without_order", after, "select from orders where orders.id = gone.order_id");
	}

	private Optional<UUID> settle(String table, UUID after, String settled) {
		return this.jdbc.sql("""
				with page as materialized (
					select distinct order_id from %1$s where order_id > :after order by order_id limit %2$d),
				deleted as (
					delete from %1$s gone using page where gone.order_id = page.order_id and exists (%3$s))
				select order_id from page order by order_id desc limit 1""".formatted(table, Watermarks.PAGE, settled))
			.param("after", after)
			.query(UUID.class)
			.optional();
	}

	/**
	 * Takes the invoices and credit notes of an order that is not there off.
	 * @return false if there are none
	 */
	boolean acceptMissing(UUID order) {
		return this.jdbc.sql("delete from invoices_without_order where order_id = ?").param(order).update() > 0;
	}

	State state() {
		return this.jdbc.sql("""
				select (select checked_at from reconciliation) as checked_at, count(distinct order_id) as orders,
					min(since) as oldest, (select count(*) from invoices_without_order) as invoices
				from orders_without_invoice""")
			.query((row, number) -> new State(instantOrNull(row, "checked_at"), row.getLong("orders"),
					instantOrNull(row, "oldest"), row.getLong("invoices")))
			.single();
	}

	/**
	 * Orders that lack an invoice or a credit note, oldest first, whole: with all that
	 * each lacks.
	 * @param after only orders after this one
	 */
	List<OrderWithoutInvoice> orders(UUID after, int limit) {
		return this.jdbc.sql(page("orders_without_invoice"))
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> new OrderWithoutInvoice(row.getObject("order_id", UUID.class),
					row.getBoolean("credit_note") ? "credit-note" : "invoice", instant(row, "since"),
					instant(row, "found_at")))
			.list();
	}

	/** Invoices and credit notes without an order, likewise. */
	List<InvoiceWithoutOrder> invoices(UUID after, int limit) {
		return this.jdbc.sql(page("invoices_without_order"))
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> new InvoiceWithoutOrder(row.getObject("order_id", UUID.class),
					row.getString("number"), instant(row, "issued_at"), instant(row, "found_at")))
			.list();
	}

	private static String page(String table) {
		return """
				select * from %1$s where order_id in (
					select distinct order_id from %1$s where order_id > :after order by order_id limit :limit)
				order by order_id, credit_note""".formatted(table);
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

	/**
	 * What is found in all.
	 *
	 * @param checkedAt when a check last got to its end; null before the first
	 * @param orders how many orders lack an invoice or a credit note
	 * @param oldest when the oldest of what they lack was due; null if there are none
	 * @param invoices how many invoices and credit notes have no order
	 */
	record State(@Nullable Instant checkedAt, long orders, @Nullable Instant oldest, long invoices) {
	}

	/**
	 * An order that lacks something.
	 *
	 * @param missing what: {@code invoice} or {@code credit-note}
	 * @param since when it was placed, or cancelled
	 */
	record OrderWithoutInvoice(UUID orderId, String missing, Instant since, Instant foundAt) {
	}

	/**
	 * An invoice, or a credit note, for an order that is not there.
	 */
	record InvoiceWithoutOrder(UUID orderId, String number, Instant issuedAt, Instant foundAt) {
	}

}
