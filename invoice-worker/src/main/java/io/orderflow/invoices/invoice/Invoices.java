package io.orderflow.invoices.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All invoices and credit notes issued.
 */
@Repository
public class Invoices {

	/** An invoice can have 200 KB, and a page a hundred invoices. */
	private static final int PAGE_BYTES = 1_000_000;

	private static final int LONGEST_PAGE = 100;

	private final JdbcClient jdbc;

	private final InvoiceSeries series;

	private final Letterheads letterheads;

	private final InvoiceSettings settings;

	private final JsonMapper json;

	private final InvoiceRow row;

	Invoices(JdbcClient jdbc, InvoiceSeries series, Letterheads letterheads, InvoiceSettings settings,
			JsonMapper json) {
		this.jdbc = jdbc;
		this.series = series;
		this.letterheads = letterheads;
		this.settings = settings;
		this.json = json;
		this.row = new InvoiceRow(json);
	}

	/**
	 * Issues an invoice for each draft, numbered in their order. Call it last in a
	 * transaction, but for {@link #credit}, which must have claimed the orders: from here
	 * to its end no other invoice can be issued.
	 * @param drafts if there are none, nothing happens and no counter is touched
	 * @return the invoices; issued only once the transaction commits
	 * @throws org.springframework.transaction.IllegalTransactionStateException outside of
	 * a transaction, where numbers could be lost
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<Invoice> issue(List<InvoiceDraft> drafts) {
		return number("", drafts, Instant.MIN);
	}

	/**
	 * Issues a credit note for each draft, likewise, in their own series.
	 * @param drafts if there are none, nothing happens and no counter is touched
	 * @param invoices none of the credit notes is issued before these
	 * @return the credit notes; issued only once the transaction commits
	 * @throws org.springframework.transaction.IllegalTransactionStateException outside of
	 * a transaction
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<Invoice> credit(List<InvoiceDraft> drafts, Collection<Invoice> invoices) {
		return number("C", drafts,
				invoices.stream().map(Invoice::issuedAt).max(Comparator.naturalOrder()).orElse(Instant.MIN));
	}

	private List<Invoice> number(String prefix, List<InvoiceDraft> drafts, Instant notBefore) {
		if (drafts.isEmpty()) {
			return List.of();
		}
		InvoiceSeries.Taken taken = this.series.take(prefix, drafts.size(), notBefore);
		return insert(IntStream.range(0, drafts.size())
			.mapToObj((i) -> NewInvoice.of(taken.number(i), taken, drafts.get(i), this.settings,
					this.letterheads.current()))
			.toList());
	}

	/**
	 * One statement for all of them: the counter is locked while it runs. In the order of
	 * their numbers, for each has the digest of the one before.
	 */
	private List<Invoice> insert(List<NewInvoice> invoices) {
		Map<String, Invoice> issued = new HashMap<>();
		Map<String, NewInvoice> byNumber = invoices.stream()
			.collect(Collectors.toMap((invoice) -> invoice.number().toString(), Function.identity()));
		this.jdbc.sql("""
				insert into invoices (number, series, sequence, corrects, reason, order_id, event_id, placed_at,
					issued_at, issued_on, due_on, currency, reference, net, vat, gross, customer, lines,
					vat_breakdown, accounting, letterhead)
				select i.number, i.series, i.sequence, d.corrects, d.reason, d."orderId", d."eventId", d."placedAt",
					i."issuedAt", i."issuedOn", i."dueOn", d.currency, d.reference, (d.totals ->> 'net')::numeric,
					(d.totals ->> 'vat')::numeric, (d.totals ->> 'gross')::numeric, d.customer, d.lines, d.vat,
					i.accounting, i.letterhead
				from jsonb_to_recordset(:invoices::jsonb) as i (number text, series text, sequence bigint,
						"issuedAt" timestamptz, "issuedOn" date, "dueOn" date, accounting jsonb, letterhead jsonb,
						draft jsonb),
					jsonb_to_record(i.draft) as d (corrects text, reason text, "orderId" uuid, "eventId" uuid,
						"placedAt" timestamptz, currency text, reference text, totals jsonb, customer jsonb,
						lines jsonb, vat jsonb)
				order by i.sequence
				returning number, previous_digest, digest""")
			.param("invoices", this.json.writeValueAsString(invoices))
			.query((row) -> {
				String number = row.getString("number");
				issued.put(number, byNumber.get(number)
					.chained(InvoiceRow.digest(row, "previous_digest"), InvoiceRow.digest(row, "digest")));
			});
		return invoices.stream().map((invoice) -> issued.get(invoice.number().toString())).toList();
	}

	Optional<Invoice> find(InvoiceNumber number) {
		return this.jdbc.sql("select * from invoices where number = :number")
			.param("number", number.toString())
			.query(this.row)
			.optional();
	}

	/**
	 * The invoice for an order, and its credit note: empty if there is none yet, or no
	 * such order. The newest first.
	 */
	List<Invoice> findByOrder(UUID orderId) {
		return this.jdbc.sql("select * from invoices where order_id = :orderId order by corrects nulls last")
			.param("orderId", orderId)
			.query(this.row)
			.list();
	}

	/**
	 * {@return the invoices and credit notes for orders, in no order}
	 * @param orderIds if there are none, the database is not asked
	 */
	public List<Invoice> ofOrders(Collection<UUID> orderIds) {
		if (orderIds.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("select * from invoices where order_id = any (:orderIds)")
			.param("orderIds", orderIds.toArray(UUID[]::new))
			.query(this.row)
			.list();
	}

	/**
	 * A page of invoices and credit notes, newest first. It ends early, after at least
	 * one, where its lines would come to more than {@value #PAGE_BYTES} bytes.
	 * @param filter which of them
	 * @param after only what comes after this one in the list; null for all
	 * @param limit at most so many
	 */
	InvoicePage page(InvoiceFilter filter, @Nullable InvoiceCursor after, int limit) {
		return page(filter, (after != null) ? after : InvoiceCursor.NEWER_THAN_ALL, limit, "desc", "<");
	}

	/**
	 * Goes through invoices and credit notes, oldest first. However many there are, only
	 * some are in memory.
	 * @param filter which of them
	 * @param action done with each
	 */
	public void forEach(InvoiceFilter filter, Consumer<Invoice> action) {
		InvoiceCursor after = InvoiceCursor.OLDER_THAN_ALL;
		while (after != null) {
			InvoicePage page = page(filter, after, LONGEST_PAGE, "asc", ">");
			page.items().forEach(action);
			after = page.next();
		}
	}

	/**
	 * {@return the filter, but for what is issued from now on}
	 * @param filter not changed itself
	 */
	public InvoiceFilter untilNow(InvoiceFilter filter) {
		Map<String, Long> last = new HashMap<>();
		this.jdbc.sql("select series, last_number from invoice_series").query((row) -> {
			last.put(row.getString("series"), row.getLong("last_number"));
		});
		return filter.upTo(last);
	}

	private InvoicePage page(InvoiceFilter filter, InvoiceCursor after, int limit, String direction, String beyond) {
		String sql = """
				select * from (
					select *, lead(number) over listed is not null as more,
						sum(octet_length(lines::text)) over listed - octet_length(lines::text) as bytes_before
					from (
						select * from invoices
						where issued_on >= coalesce(:from, '-infinity'::date)
							and issued_on <= coalesce(:to, 'infinity'::date)
							<of currency>
							and (:last::jsonb is null or sequence <= (:last::jsonb ->> series)::bigint)
							and (issued_on, issued_at, series, sequence) <beyond>
								(:afterDate, :afterTime, :afterSeries, :afterSequence)
						order by issued_on <dir>, issued_at <dir>, series <dir>, sequence <dir>
						limit :limit + 1) as candidates
					window listed as (order by issued_on <dir>, issued_at <dir>, series <dir>, sequence <dir>)) as weighed
				where bytes_before < :bytes
				order by issued_on <dir>, issued_at <dir>, series <dir>, sequence <dir> limit :limit""";
		// Each way has an index of its own.
		String ofCurrency = (filter.currency() != null) ? "and currency = :currency" : "";
		return this.jdbc
			.sql(sql.replace("<dir>", direction).replace("<beyond>", beyond).replace("<of currency>", ofCurrency))
			.param("from", filter.issuedFrom())
			.param("to", filter.issuedTo())
			.param("currency", (filter.currency() != null) ? filter.currency().getCurrencyCode() : null)
			.param("last", (filter.last() != null) ? this.json.writeValueAsString(filter.last()) : null)
			.param("afterDate", after.issuedOn())
			.param("afterTime", after.issuedAt().atOffset(ZoneOffset.UTC))
			.param("afterSeries", after.number().series())
			.param("afterSequence", after.number().sequence())
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
