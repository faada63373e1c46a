package io.orderflow.outbox;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * The relays' own few connections, so that a slow EventBridge starves no request of one.
 */
class RelayDataSource extends HikariDataSource {

	RelayDataSource(DataSource application, int relays, Duration lease) {
		super(configuration(application, relays, lease));
	}

	private static HikariConfig configuration(DataSource application, int relays, Duration lease) {
		HikariDataSource pool = DataSourceUnwrapper.unwrap(application, HikariDataSource.class);
		if (pool == null) {
			throw new IllegalStateException("The outbox copies its connections' settings from the application's "
					+ "HikariDataSource, but the DataSource is a " + application.getClass().getName()
					+ ": use HikariCP, which is Spring Boot's default");
		}
		HikariConfig configuration = new HikariConfig();
		pool.copyStateTo(configuration);
		configuration.setPoolName("eventbridge-outbox");
		// One more, for the sampling of the backlog.
		configuration.setMaximumPoolSize(relays + 1);
		configuration.setMinimumIdle(relays + 1);
		if (!pool.isAutoCommit()) {
			throw new IllegalStateException(
					"Without a transaction, publishWith commits by the connection's auto-commit, "
							+ "and would lose the event without it: leave spring.datasource.hikari.auto-commit on");
		}
		if (pool.getConnectionInitSql() != null) {
			throw new IllegalStateException(
					"The outbox needs the connection-init-sql of its connections for itself: set "
							+ "what the application has there ('" + pool.getConnectionInitSql()
							+ "') in the JDBC URL's options");
		}
		// A relay whose host is lost gives its rows back. And claims go by the index,
		// whatever PostgreSQL believes of the table: where it was vacuumed empty, each
		// would sort all that waits.
		configuration.setConnectionInitSql(
				"set idle_in_transaction_session_timeout = " + lease.toMillis() + "; set enable_sort = off");
		return configuration;
	}

}
