package io.orderflow.invoices.invoice;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All invoices issued.
 */
@Repository
public class Invoices {

	private final JdbcClient jdbc;

	private final InvoiceSeries series;

	private final JsonMapper json;

	private final InvoiceRow row;

	Invoices(JdbcClient jdbc, InvoiceSeries series, JsonMapper json) {
		this.jdbc = jdbc;
		this.series = series;
		this.json = json;
		this.row = new InvoiceRow(json);
	}

	/**
	 * Issues an invoice for each draft, numbered in their order. Call it last in a
	 * transaction, which must have claimed the orders: from here to its end no other
	 * invoice can be issued.
	 * @param drafts if there are none, nothing happens and no counter is touched
	 * @return the invoices; issued only once the transaction commits
	 * @throws org.springframework.transaction.IllegalTransactionStateException outside of
	 * a transaction, where numbers could be lost
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<Invoice> issue(List<InvoiceDraft> drafts) {
		if (drafts.isEmpty()) {
			return List.of();
		}
		InvoiceSeries.Taken taken = this.series.take(drafts.size());
		List<Invoice> invoices = IntStream.range(0, drafts.size())
			.mapToObj((i) -> drafts.get(i).issue(taken.number(i), taken.issuedAt(), taken.issuedOn()))
			.toList();
		insert(invoices);
		return invoices;
	}

	/**
	 * One statement for all of them: the counter is locked while it runs.
	 */
	private void insert(List<Invoice> invoices) {
		this.jdbc.sql("""
				insert into invoices (number, series, sequence, order_id, event_id, issued_at, issued_on, currency,
					reference, net, vat, gross, customer, lines, vat_breakdown)
				select number, split_part(number, '-', 1), split_part(number, '-', 2)::bigint, "orderId", "eventId",
					"issuedAt", "issuedOn", currency, reference, (totals ->> 'net')::numeric,
					(totals ->> 'vat')::numeric, (totals ->> 'gross')::numeric, customer, lines, vat
				from jsonb_to_recordset(:invoices::jsonb) as i (number text, "orderId" uuid, "eventId" uuid,
					"issuedAt" timestamptz, "issuedOn" date, currency text, reference text, totals jsonb,
					customer jsonb, lines jsonb, vat jsonb)""")
			.param("invoices", this.json.writeValueAsString(invoices))
			.update();
	}

	Optional<Invoice> find(InvoiceNumber number) {
		return this.jdbc.sql("select * from invoices where number = :number")
			.param("number", number.toString())
			.query(this.row)
			.optional();
	}

	/**
	 * The invoice for an order: empty if there is none yet, or no such order.
	 */
	Optional<Invoice> findByOrder(UUID orderId) {
		return this.jdbc.sql("select * from invoices where order_id = :orderId")
			.param("orderId", orderId)
			.query(this.row)
			.optional();
	}

	/**
	 * Newest first.
	 * @param before only those before this number; null for all
	 * @param limit at most so many
	 */
	List<Invoice> latest(@Nullable InvoiceNumber before, int limit) {
		if (before == null) {
			return this.jdbc.sql("select * from invoices order by series desc, sequence desc limit :limit")
				.param("limit", limit)
				.query(this.row)
				.list();
		}
		return this.jdbc.sql("""
				select * from invoices where (series, sequence) < (:series, :sequence)
				order by series desc, sequence desc limit :limit""")
			.param("series", before.series())
			.param("sequence", before.sequence())
			.param("limit", limit)
			.query(this.row)
			.list();
	}

}
