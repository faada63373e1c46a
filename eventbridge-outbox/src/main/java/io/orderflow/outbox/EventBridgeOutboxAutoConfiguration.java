package io.orderflow.outbox;

import javax.sql.DataSource;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Provides {@link EventOutbox}, on the application's {@code DataSource}. Its events are
 * carried to EventBridge by {@link OutboxRelaysAutoConfiguration}'s relays, of this
 * process or another: without these, it needs nothing of AWS.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
		"org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration" })
@ConditionalOnSingleCandidate(DataSource.class)
@EnableConfigurationProperties(OutboxProperties.class)
public class EventBridgeOutboxAutoConfiguration {

	EventBridgeOutboxAutoConfiguration() {
	}

	@Bean
	@DependsOnDatabaseInitialization
	OutboxSchema eventBridgeOutboxSchema(DataSource dataSource, ObjectProvider<Flyway> applicationMigrations) {
		// The application may migrate with more rights than it runs with.
		Flyway flyway = applicationMigrations.getIfUnique();
		return new OutboxSchema((flyway != null) ? flyway.getConfiguration().getDataSource() : dataSource);
	}

	@Bean
	EventOutbox eventOutbox(DataSource dataSource, JdbcClient jdbc, OutboxProperties properties, WakeUps wakeUps,
			OutboxSchema schema) {
		return new EventOutbox(dataSource, jdbc, properties.maxEventSize(), wakeUps::one);
	}

	@Bean
	WakeUps eventBridgeOutboxWakeUps(OutboxProperties properties) {
		return new WakeUps(properties.relays());
	}

	@Bean
	EventTracing eventTracing(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
		return new EventTracing(tracer.getIfAvailable(() -> Tracer.NOOP),
				propagator.getIfAvailable(() -> Propagator.NOOP));
	}

}
