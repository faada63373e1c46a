package io.orderflow.outbox;

import java.time.Duration;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes discarded events that are older than is said, in small statements that wait for
 * nobody. Any number of instances may do so at once.
 */
class DiscardedRetention implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(DiscardedRetention.class);

	static final int BATCH = 500;

	private final JdbcClient jdbc;

	private final Duration retention;

	DiscardedRetention(DataSource dataSource, Duration retention) {
		this.jdbc = OutboxRows.client(dataSource);
		this.retention = retention;
	}

	@Override
	public void run() {
		try {
			long deleted = 0;
			int batch;
			do {
				batch = deleteSome();
				deleted += batch;
			}
			while (batch == BATCH);
			if (deleted > 0) {
				logger.info("Deleted {} discarded events of more than eventbridge.outbox.discarded-retention={}",
						deleted, this.retention);
			}
		}
		catch (DataAccessException ex) {
			logger.warn("Discarded events could not be deleted, and are next time: {}", ex.toString());
		}
	}

	private int deleteSome() {
		return this.jdbc.sql("""
				delete from eventbridge_outbox_discarded where id in (
					select id from eventbridge_outbox_discarded
					where discarded_at < clock_timestamp() - :seconds * interval '1 second'
					order by discarded_at limit :batch for update skip locked)
				""").param("seconds", this.retention.toSeconds()).param("batch", BATCH).update();
	}

}
