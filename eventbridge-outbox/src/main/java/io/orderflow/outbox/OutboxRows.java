package io.orderflow.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of {@code eventbridge_outbox}, as the relays see them.
 */
class OutboxRows {

	/**
	 * Seconds. A statement that waits for a lock on the table is cancelled: to leave it
	 * at the connection's timeout would leave it waiting in the database, and one more at
	 * each further attempt, until there are no connections left.
	 */
	private static final int TIMEOUT = 5;

	/** Without a parameter: PostgreSQL keeps its plan, and does not plan each time. */
	static final String CLAIM = """
			select id, bus, source, detail_type, detail, created_at, attempts, traceparent
			from eventbridge_outbox
			where parked_at is null and next_attempt_at <= now()
				and not exists (select from eventbridge_outbox_pause)
			order by next_attempt_at, id
			limit %d
			for update skip locked
			""".formatted(EventBridgePublisher.MAX_ENTRIES);

	/**
	 * As good as the oldest: of two that are written at the same time, either may be. By
	 * the primary key, so that it costs little however much waits.
	 */
	static final String OLDEST = """
			select extract(epoch from clock_timestamp() - created_at)
			from eventbridge_outbox
			where parked_at is null
			order by id
			limit 1
			""";

	private final JdbcClient jdbc;

	OutboxRows(DataSource dataSource) {
		this.jdbc = client(dataSource);
	}

	/** One whose statements end in bounded time. */
	static JdbcClient client(DataSource dataSource) {
		JdbcTemplate template = new JdbcTemplate(dataSource);
		template.setQueryTimeout(TIMEOUT);
		return JdbcClient.create(template);
	}

	/**
	 * Takes as many rows that are due as a PutEvents request may hold, those longest due
	 * first, and holds them until the current transaction ends. Rows that another relay
	 * holds are passed over. None while the relays are paused.
	 */
	List<OutboxRow> claim() {
		return this.jdbc.sql(CLAIM).query(OutboxRows::row).list();
	}

	/** EventBridge has them. */
	void delete(List<OutboxRow> rows) {
		if (!rows.isEmpty()) {
			this.jdbc.sql("delete from eventbridge_outbox where id = any(?)")
				.param(rows.stream().mapToLong(OutboxRow::id).toArray())
				.update();
		}
	}

	/** EventBridge failed it this time. */
	void retry(OutboxRow row, Duration delay, String error) {
		this.jdbc.sql("""
				update eventbridge_outbox
				set attempts = attempts + 1, last_error = :error,
					next_attempt_at = clock_timestamp() + :delay * interval '1 millisecond'
				where id = :id
				""").param("id", row.id()).param("delay", delay.toMillis()).param("error", error).update();
	}

	/** EventBridge can never take it. */
	void park(OutboxRow row, String reason) {
		this.jdbc.sql("""
				update eventbridge_outbox
				set attempts = attempts + 1, last_error = :reason, parked_at = clock_timestamp()
				where id = :id
				""").param("id", row.id()).param("reason", reason).update();
	}

	/**
	 * For how long the oldest waiting row has been there, in seconds; 0 if there is none.
	 */
	double oldestSeconds() {
		return this.jdbc.sql(OLDEST).query(Double.class).optional().orElse(0.0);
	}

	/** Reads the whole table: with millions of rows the time may not suffice. */
	Backlog backlog() {
		return this.jdbc
			.sql("select count(*) filter (where parked_at is null) as waiting, count(parked_at) as parked "
					+ "from eventbridge_outbox")
			.query(Backlog.class)
			.single();
	}

	private static OutboxRow row(ResultSet row, int number) throws SQLException {
		return new OutboxRow(row.getLong("id"), row.getString("bus"), row.getString("source"),
				row.getString("detail_type"), row.getString("detail"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getInt("attempts"),
				row.getString("traceparent"));
	}

	/**
	 * What waits in the outbox.
	 *
	 * @param waiting how many rows are yet to be taken by EventBridge
	 * @param parked how many rows EventBridge can never take
	 */
	record Backlog(long waiting, long parked) {
	}

}
