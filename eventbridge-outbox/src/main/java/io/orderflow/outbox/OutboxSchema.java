package io.orderflow.outbox;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * Keeps the outbox's table. It has a migration history of its own beside the
 * application's, so neither knows of the other's versions.
 */
class OutboxSchema {

	OutboxSchema(DataSource dataSource) {
		Flyway.configure()
			.dataSource(dataSource)
			.locations("classpath:io/orderflow/outbox/migration")
			.table("eventbridge_outbox_schema_history")
			// The application's tables are there already.
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.load()
			.migrate();
	}

}
