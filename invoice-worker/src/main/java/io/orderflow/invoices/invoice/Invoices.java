package io.orderflow.invoices.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All invoices issued.
 */
@Repository
public class Invoices {

	/** An invoice can have 200 KB, and a page a hundred invoices. */
	private static final int PAGE_BYTES = 1_000_000;

	/** Greater than every series, which has four digits. */
	private static final String AFTER_ALL = "A";

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
	 * A page, newest first. It ends early, after at least one, where its lines would come
	 * to more than {@value #PAGE_BYTES} bytes.
	 * @param before only those before this number; null for all
	 * @param limit at most so many
	 */
	InvoicePage page(@Nullable InvoiceNumber before, int limit) {
		return this.jdbc.sql("""
				select * from (
					select *, lead(number) over newest is not null as more,
						sum(octet_length(lines::text)) over newest - octet_length(lines::text) as bytes_before
					from (
						select * from invoices where (series, sequence) < (:series, :sequence)
						order by series desc, sequence desc limit :limit + 1) as candidates
					window newest as (order by series desc, sequence desc)) as weighed
				where bytes_before < :bytes order by series desc, sequence desc limit :limit""")
			.param("series", (before != null) ? before.series() : AFTER_ALL)
			.param("sequence", (before != null) ? before.sequence() : 0)
			.param("limit", limit)
			.param("bytes", PAGE_BYTES)
			.query((ResultSetExtractor<InvoicePage>) this::read);
	}

	private InvoicePage read(ResultSet rows) throws SQLException {
		List<Invoice> items = new ArrayList<>();
		boolean more = false;
		while (rows.next()) {
			items.add(this.row.mapRow(rows, items.size()));
			more = rows.getBoolean("more");
		}
		return InvoicePage.of(items, more);
	}

}
