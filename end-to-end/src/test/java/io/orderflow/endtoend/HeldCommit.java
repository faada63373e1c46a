package io.orderflow.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.awaitility.Awaitility;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds transactions that have inserted into a table, until it is closed: a trigger waits
 * for a lock that the test has.
 */
final class HeldCommit implements AutoCloseable {

	private final JdbcClient jdbc;

	private final String table;

	/** Has the lock. */
	private final Connection holder;

	private HeldCommit(JdbcClient jdbc, String table, Connection holder) {
		this.jdbc = jdbc;
		this.table = table;
		this.holder = holder;
	}

	static HeldCommit hold(KillablePostgres postgres, String database, String table, Moment moment)
			throws SQLException {
		Connection holder = DriverManager.getConnection(postgres.url(database), "postgres", "");
		try (Statement statement = holder.createStatement()) {
			statement.execute("select pg_advisory_lock(4711)");
		}
		JdbcClient jdbc = postgres.jdbc(database);
		jdbc.sql("""
				create or replace function wait_for_test() returns trigger language plpgsql as
				$$ begin perform pg_advisory_xact_lock_shared(4711); return null; end $$""").update();
		jdbc.sql(
				"create constraint trigger wait_for_test after insert on %s %s for each row execute function wait_for_test()"
					.formatted(table, moment.when))
			.update();
		return new HeldCommit(jdbc, table, holder);
	}

	/** Waits until there is such a transaction. */
	void await() {
		Awaitility.await("a transaction waits for the test")
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.jdbc
				.sql("select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted")
				.query(Integer.class)
				.single() > 0);
	}

	/** Lets go, and returns when the transactions have ended, one way or the other. */
	@Override
	public void close() throws SQLException {
		this.holder.close();
		// Waits for whoever has inserted.
		this.jdbc.sql("drop trigger wait_for_test on " + this.table).update();
	}

	enum Moment {

		/**
		 * The client has not sent COMMIT: if it is killed, the transaction rolls back.
		 */
		INSERTED("not deferrable"),

		/** PostgreSQL is in COMMIT: if the client is killed, it takes effect unheard. */
		COMMIT_SENT("deferrable initially deferred");

		private final String when;

		Moment(String when) {
			this.when = when;
		}

	}

}
