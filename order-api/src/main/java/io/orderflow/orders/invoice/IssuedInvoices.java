package io.orderflow.orders.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The invoices and credit notes that were told of.
 */
@Repository
public class IssuedInvoices {

	private final JdbcClient jdbc;

	IssuedInvoices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Keeps what was told: of an order the invoice, and the credit note, that was issued
	 * last. So it makes no difference what is told twice, or in which order.
	 * @param told if there are none, the database is not asked
	 */
	public void keep(Collection<IssuedInvoice> told) {
		if (told.isEmpty()) {
			return;
		}
		this.jdbc.sql("""
				insert into issued_invoices as kept (order_id, credit_note, number, issued_at)
				select distinct on (order_id, credit_note) order_id, credit_note, number, at::timestamptz as issued_at
				from unnest(:orderIds, :creditNotes, :numbers, :times) as told (order_id, credit_note, number, at)
				order by order_id, credit_note, issued_at desc
				on conflict (order_id, credit_note) do update
				set number = excluded.number, issued_at = excluded.issued_at, told_at = excluded.told_at
				where kept.issued_at < excluded.issued_at""")
			.param("orderIds", told.stream().map(IssuedInvoice::orderId).toArray(UUID[]::new))
			.param("creditNotes", told.stream().map(IssuedInvoice::creditNote).toArray(Boolean[]::new))
			.param("numbers", told.stream().map(IssuedInvoice::number).toArray(String[]::new))
			.param("times", told.stream().map(IssuedInvoice::issuedAt).map(Instant::toString).toArray(String[]::new))
			.update();
	}

	/**
	 * {@return the invoices and credit notes of orders, as far as they were told of; in
	 * no order}
	 * @param orderIds of which orders
	 */
	public List<IssuedInvoice> of(Collection<UUID> orderIds) {
		return this.jdbc.sql("select * from issued_invoices where order_id = any (:orderIds)")
			.param("orderIds", orderIds.toArray(UUID[]::new))
			.query(IssuedInvoices::invoice)
			.list();
	}

	private static IssuedInvoice invoice(ResultSet row, int number) throws SQLException {
		return new IssuedInvoice(row.getObject("order_id", UUID.class), row.getBoolean("credit_note"),
				row.getString("number"), row.getObject("issued_at", OffsetDateTime.class).toInstant());
	}

}
