package io.orderflow.sqs.listener;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The listeners that are held, in the database: so it holds for all instances, and for
 * those that start later.
 */
class PausedListeners {

	private final JdbcClient jdbc;

	PausedListeners(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** All, by the listener's id. */
	Map<String, Pause> all() {
		Map<String, Pause> all = new HashMap<>();
		this.jdbc.sql("select listener, paused_at, paused_by, because from paused_listeners").query((row) -> {
			all.put(row.getString("listener"), new Pause(row.getObject("paused_at", OffsetDateTime.class).toInstant(),
					row.getString("paused_by"), row.getString("because")));
		});
		return all;
	}

	/**
	 * Holds one.
	 * @return false if it is held already, which stays as it was
	 */
	boolean add(String listener, Pause pause) {
		return this.jdbc.sql("""
				insert into paused_listeners (listener, paused_at, paused_by, because)
				values (:listener, :at, :by, :because)
				on conflict do nothing""")
			.param("listener", listener)
			.param("at", pause.at().atOffset(ZoneOffset.UTC))
			.param("by", pause.by())
			.param("because", pause.because())
			.update() == 1;
	}

	/**
	 * Holds one no longer.
	 * @return false if it was not held
	 */
	boolean remove(String listener) {
		return this.jdbc.sql("delete from paused_listeners where listener = :listener")
			.param("listener", listener)
			.update() == 1;
	}

}
