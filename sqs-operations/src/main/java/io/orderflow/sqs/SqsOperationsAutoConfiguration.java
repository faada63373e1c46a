package io.orderflow.sqs;

import javax.sql.DataSource;

import io.micrometer.tracing.Tracer;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/**
 * Provides what the other parts of this starter stand on.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration" })
@ConditionalOnSingleCandidate(DataSource.class)
public class SqsOperationsAutoConfiguration {

	SqsOperationsAutoConfiguration() {
	}

	@Bean
	@DependsOnDatabaseInitialization
	SqsOperationsSchema sqsOperationsSchema(DataSource dataSource, ObjectProvider<Flyway> applicationMigrations) {
		// The application may migrate with more rights than it runs with.
		Flyway flyway = applicationMigrations.getIfUnique();
		return new SqsOperationsSchema((flyway != null) ? flyway.getConfiguration().getDataSource() : dataSource);
	}

	@Bean
	ProcessSpans processSpans(ObjectProvider<Tracer> tracer) {
		return new ProcessSpans(tracer.getIfAvailable(() -> Tracer.NOOP));
	}

	@Bean
	HeldBatches heldBatches() {
		return new HeldBatches();
	}

}
