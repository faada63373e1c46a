package io.orderflow.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The parked events of {@code eventbridge_outbox}, and those that were discarded. Each
 * change is one statement, so it happens whole or not at all, and finds an event only
 * while it is parked: of two operators at once one has it.
 */
class ParkedEvents {

	/** The index eventbridge_outbox_parked is of this expression. */
	private static final String REASON = "split_part(last_error, ':', 1)";

	private static final String COLUMNS = "id, bus, source, detail_type, detail, created_at, attempts, last_error, parked_at";

	private final JdbcClient jdbc;

	ParkedEvents(DataSource dataSource) {
		this.jdbc = JdbcClient.create(dataSource);
	}

	/** How many are parked for each reason. */
	Map<String, Long> counts() {
		Map<String, Long> counts = new LinkedHashMap<>();
		this.jdbc
			.sql("select " + REASON + " as reason, count(*) as events from eventbridge_outbox "
					+ "where parked_at is not null group by 1 order by 1")
			.query((row) -> {
				counts.put(row.getString("reason"), row.getLong("events"));
			});
		return counts;
	}

	/**
	 * Oldest first, without their details.
	 * @param reason null for all
	 * @param after only those after this one; 0 for the first
	 */
	List<ParkedEvent> list(@Nullable String reason, long after, int limit) {
		return this.jdbc
			.sql("select id, bus, source, detail_type, null as detail, created_at, attempts, last_error, parked_at, "
					+ REASON + " as reason, null::timestamptz as discarded_at, null as discarded_by, null as because "
					+ "from eventbridge_outbox where parked_at is not null and id > :after "
					+ "and (:reason::text is null or " + REASON + " = :reason) order by id limit :limit")
			.param("reason", reason)
			.param("after", after)
			.param("limit", limit)
			.query(ParkedEvents::event)
			.list();
	}

	/** The next ids of a reason. */
	List<Long> ids(String reason, long after, int limit) {
		return this.jdbc
			.sql("select id from eventbridge_outbox where parked_at is not null and " + REASON
					+ " = :reason and id > :after order by id limit :limit")
			.param("reason", reason)
			.param("after", after)
			.param("limit", limit)
			.query(Long.class)
			.list();
	}

	/** Empty if it is neither parked nor discarded. */
	Optional<ParkedEvent> find(long id) {
		return this.jdbc
			.sql("select " + COLUMNS + ", " + REASON + " as reason, null::timestamptz as discarded_at, "
					+ "null as discarded_by, null as because from eventbridge_outbox "
					+ "where id = :id and parked_at is not null union all select " + COLUMNS + ", " + REASON
					+ ", discarded_at, discarded_by, because from eventbridge_outbox_discarded where id = :id")
			.param("id", id)
			.query(ParkedEvents::event)
			.optional();
	}

	/**
	 * Has the relays try them again, as if they had never been tried.
	 * @return how many; the others are not parked any more
	 */
	int putBack(List<Long> ids) {
		return this.jdbc.sql("""
				update eventbridge_outbox set parked_at = null, attempts = 0, next_attempt_at = clock_timestamp()
				where id = any(?) and parked_at is not null
				""").param(ids.toArray(Long[]::new)).update();
	}

	/**
	 * Takes them out of the outbox and keeps a record of each.
	 * @return how many; the others are not parked any more
	 */
	int discard(List<Long> ids, String by, String because) {
		return this.jdbc
			.sql("with gone as (delete from eventbridge_outbox where id = any(:ids) and parked_at is not null "
					+ "returning " + COLUMNS + ") insert into eventbridge_outbox_discarded (" + COLUMNS
					+ ", discarded_by, because) select " + COLUMNS + ", :by, :because from gone")
			.param("ids", ids.toArray(Long[]::new))
			.param("by", by)
			.param("because", because)
			.update();
	}

	private static ParkedEvent event(ResultSet row, int number) throws SQLException {
		Instant discardedAt = instant(row, "discarded_at");
		return new ParkedEvent(row.getLong("id"), row.getString("reason"), row.getString("last_error"),
				row.getString("bus"), row.getString("source"), row.getString("detail_type"), instant(row, "created_at"),
				instant(row, "parked_at"), row.getInt("attempts"), row.getString("detail"),
				(discardedAt != null) ? new ParkedEvent.Discarded(discardedAt, row.getString("discarded_by"),
						row.getString("because")) : null);
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
