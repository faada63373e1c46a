package io.orderflow.invoices.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds invoices that were changed, taken out or put between: each has its own digest,
 * and that of the one before it in its series. Who can write to the database can make all
 * digests anew; then they are not those that went out with {@code InvoiceIssued}.
 */
@Repository
class InvoiceChain {

	/** Of one statement, which must end within its time. */
	private static final int STRETCH = 1000;

	private final JdbcClient jdbc;

	InvoiceChain(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Checks all series that there are, from their first invoice on.
	 */
	List<CheckedSeries> check() {
		return this.jdbc.sql("select series, first_number, last_number from invoice_series order by series")
			.query((row, index) -> check(row.getLong("first_number"),
					new InvoiceNumber(row.getString("series"), row.getLong("last_number"))))
			.list();
	}

	private CheckedSeries check(long firstGiven, InvoiceNumber lastGiven) {
		List<String> gaps = new ArrayList<>();
		List<String> faults = new ArrayList<>();
		long checked = 0;
		Link last = new Link(firstGiven - 1, null, null, null);
		List<Link> links;
		do {
			links = after(lastGiven.series(), last.sequence());
			for (Link link : links) {
				addGap(lastGiven.series(), last.sequence(), link.sequence(), gaps);
				if (!Objects.equals(link.previousDigest(), last.digest())) {
					faults.add(number(lastGiven, link)
							+ " does not follow on the one before it, which is not the one it was");
				}
				if (!Objects.equals(link.digest(), link.computed())) {
					faults.add(number(lastGiven, link) + " does not say what it said when it was issued");
				}
				last = link;
			}
			checked += links.size();
		}
		while (links.size() == STRETCH);
		addGap(lastGiven.series(), last.sequence(), lastGiven.sequence() + 1, gaps);
		return new CheckedSeries(lastGiven.series(), checked, last.digest(), gaps, faults);
	}

	private List<Link> after(String series, long sequence) {
		return this.jdbc.sql("""
				select sequence, previous_digest, digest, invoice_digest(i) as computed from invoices i
				where series = :series and sequence > :sequence order by sequence limit :stretch""")
			.param("series", series)
			.param("sequence", sequence)
			.param("stretch", STRETCH)
			.query((row, index) -> Link.of(row))
			.list();
	}

	private static String number(InvoiceNumber inSeries, Link link) {
		return new InvoiceNumber(inSeries.series(), link.sequence()).toString();
	}

	private static void addGap(String series, long last, long next, List<String> gaps) {
		if (next > last + 1) {
			gaps.add(new InvoiceNumber(series, last + 1) + " to " + new InvoiceNumber(series, next - 1));
		}
	}

	private record Link(long sequence, @Nullable String previousDigest, @Nullable String digest,
			@Nullable String computed) {

		static Link of(ResultSet row) throws SQLException {
			return new Link(row.getLong("sequence"), InvoiceRow.digest(row, "previous_digest"),
					InvoiceRow.digest(row, "digest"), InvoiceRow.digest(row, "computed"));
		}

	}

}
