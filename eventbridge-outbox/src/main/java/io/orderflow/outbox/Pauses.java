package io.orderflow.outbox;

import java.time.OffsetDateTime;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row of {@code eventbridge_outbox_pause}. It is in the database, so it holds for all
 * instances, and for those that start later.
 */
class Pauses {

	private final JdbcClient jdbc;

	Pauses(DataSource dataSource) {
		this.jdbc = OutboxRows.client(dataSource);
	}

	/** Empty while the relays are not paused. */
	Optional<Pause> current() {
		return this.jdbc.sql("select paused_at, paused_by, because from eventbridge_outbox_pause")
			.query((row, number) -> new Pause(row.getObject("paused_at", OffsetDateTime.class).toInstant(),
					row.getString("paused_by"), row.getString("because")))
			.optional();
	}

	/**
	 * From its commit on no relay claims anything. What one has claimed before still goes
	 * out.
	 * @return false if they are paused already; nothing is changed then
	 */
	boolean pause(String by, String because) {
		return this.jdbc
			.sql("insert into eventbridge_outbox_pause (paused_by, because) values (:by, :because) "
					+ "on conflict do nothing")
			.param("by", by)
			.param("because", because)
			.update() > 0;
	}

	/**
	 * Ends the pause.
	 * @return false if there was none
	 */
	boolean resume() {
		return this.jdbc.sql("delete from eventbridge_outbox_pause").update() > 0;
	}

}
