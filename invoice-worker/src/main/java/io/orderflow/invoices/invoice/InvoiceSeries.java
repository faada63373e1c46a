package io.orderflow.invoices.invoice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The counters that invoice numbers are taken from, one row for each year, and one for
 * the credit notes of each.
 */
@Repository
class InvoiceSeries {

	private final JdbcClient jdbc;

	private final Clock clock;

	private final ZoneId zone;

	private final long firstNumber;

	InvoiceSeries(JdbcClient jdbc, Clock clock, InvoiceSettings settings) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.zone = settings.zone();
		this.firstNumber = settings.firstNumber();
	}

	/**
	 * Takes as many numbers as asked for, all of one series. The counter's row stays
	 * locked until the transaction ends, so whoever rolls back gives the numbers back:
	 * call it last.
	 * <p>
	 * A year's row normally holds instants of that year alone. It can hold a later one,
	 * when the zone was changed or a clock was wrong; then nothing is taken from it and
	 * the next year's is used, so that neither a number is lost nor a date runs
	 * backwards. Rows are only ever locked in the order of their names, so that two
	 * transactions cannot wait for each other.
	 * @param prefix what stands before the year: nothing for invoices, and later in the
	 * same transaction {@code C} for credit notes
	 * @param notBefore the date is no earlier than this, whatever this machine's clock
	 * says
	 */
	Taken take(String prefix, int count, Instant notBefore) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		now = now.isBefore(notBefore) ? notBefore : now;
		while (true) {
			int year = now.atZone(this.zone).getYear();
			Instant nextYear = LocalDate.of(year + 1, 1, 1).atStartOfDay(this.zone).toInstant();
			Optional<Taken> taken = take(prefix + year, count, now, nextYear);
			if (taken.isPresent()) {
				return taken.get();
			}
			now = nextYear;
		}
	}

	/**
	 * One statement takes the row's lock, the numbers and the date. The clock was read
	 * before the lock was had, so another transaction may have written a later instant
	 * meanwhile; {@code greatest} under the lock keeps dates from running backwards in
	 * the series, and nobody can overtake before this transaction ends.
	 */
	private Optional<Taken> take(String series, int count, Instant now, Instant nextYear) {
		return this.jdbc.sql("""
				insert into invoice_series as s (series, first_number, last_number, last_issued_at)
				values (:series, :first, :first + :count - 1, :now)
				on conflict (series) do update
				set last_number = s.last_number + :count,
					last_issued_at = greatest(s.last_issued_at, excluded.last_issued_at)
				where s.last_issued_at < :nextYear
				returning last_number, last_issued_at""")
			.param("series", series)
			.param("first", this.firstNumber)
			.param("count", count)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("nextYear", nextYear.atOffset(ZoneOffset.UTC))
			.query((row, index) -> {
				Instant issuedAt = row.getObject("last_issued_at", OffsetDateTime.class).toInstant();
				return new Taken(series, row.getLong("last_number") - count + 1, issuedAt,
						LocalDate.ofInstant(issuedAt, this.zone));
			})
			.optional();
	}

	/**
	 * Numbers taken.
	 *
	 * @param series their series
	 * @param first the first of them; the rest follow it
	 * @param issuedAt when all of them are issued
	 * @param issuedOn the date of that
	 */
	record Taken(String series, long first, Instant issuedAt, LocalDate issuedOn) {

		InvoiceNumber number(int index) {
			return new InvoiceNumber(this.series, this.first + index);
		}

	}

}
