package io.orderflow.sqs;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * Keeps the tables of this starter. It has a migration history of its own beside the
 * application's, so neither knows of the other's versions.
 */
public class SqsOperationsSchema {

	SqsOperationsSchema(DataSource dataSource) {
		Flyway.configure()
			.dataSource(dataSource)
			.locations("classpath:io/orderflow/sqs/migration")
			.table("sqs_operations_schema_history")
			// The application's tables are there already.
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.load()
			.migrate();
	}

}
