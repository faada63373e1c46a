package io.orderflow.outbox;

import java.time.Duration;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the relays, and what looks after their outbox.
 * <p>
 * The {@link EventBridgeClient} follows AWS's own chains for region, credentials and
 * endpoint. An application that defines its own must switch off its retries, which would
 * hold rows longer than the lease, and set its call timeout to
 * {@code eventbridge.outbox.api-call-timeout} at the most.
 */
@AutoConfiguration(after = EventBridgeOutboxAutoConfiguration.class)
@ConditionalOnBean(OutboxSchema.class)
public class OutboxRelaysAutoConfiguration {

	private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);

	OutboxRelaysAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	EventBridgeClient eventBridgeClient(OutboxProperties properties) {
		return EventBridgeClient.builder()
			.overrideConfiguration((override) -> override.apiCallTimeout(properties.apiCallTimeout())
				// The outbox retries, entry by entry.
				.retryStrategy(AwsRetryStrategy.doNotRetry()))
			.build();
	}

	@Bean(defaultCandidate = false)
	RelayDataSource eventBridgeOutboxDataSource(DataSource dataSource, OutboxProperties properties,
			OutboxSchema schema) {
		return new RelayDataSource(dataSource, properties.relays(), properties.lease());
	}

	@Bean
	OutboxRows eventBridgeOutboxRows(@Qualifier("eventBridgeOutboxDataSource") DataSource dataSource) {
		return new OutboxRows(dataSource);
	}

	@Bean
	Pauses eventBridgeOutboxPauses(@Qualifier("eventBridgeOutboxDataSource") DataSource dataSource) {
		return new Pauses(dataSource);
	}

	@Bean
	OutboxMetrics eventBridgeOutboxMetrics(ObjectProvider<MeterRegistry> meters) {
		return new OutboxMetrics(meters.getIfAvailable(CompositeMeterRegistry::new));
	}

	@Bean
	OutboxRelays eventBridgeOutboxRelays(@Qualifier("eventBridgeOutboxDataSource") DataSource dataSource,
			OutboxRows rows, EventBridgeClient client, WakeUps wakeUps, OutboxProperties properties,
			OutboxMetrics metrics, EventTracing tracing) {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		EventBridgePublisher publisher = new EventBridgePublisher(client, metrics, tracing);
		Relay relay = new Relay(transaction, rows, publisher, properties.maxRequestSize(),
				properties.entryBackoff().backoff(), metrics);
		OutboxRelays relays = new OutboxRelays(relay, wakeUps, properties, metrics);
		metrics.relaysAlive(relays::alive);
		return relays;
	}

	@Bean
	BacklogSampler eventBridgeOutboxSampler(OutboxRows rows, Pauses pauses, OutboxMetrics metrics) {
		return new BacklogSampler(rows, pauses, metrics);
	}

	@Bean(defaultCandidate = false)
	SimpleAsyncTaskScheduler eventBridgeOutboxScheduler(@Qualifier("eventBridgeOutboxDataSource") DataSource dataSource,
			BacklogSampler sampler, OutboxProperties properties) {
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setThreadNamePrefix("outbox-scheduler-");
		scheduler.scheduleWithFixedDelay(sampler::sample, properties.sampleInterval());
		// In a thread of its own, unlike the former.
		scheduler.scheduleAtFixedRate(new DiscardedRetention(dataSource, properties.discardedRetention()),
				RETENTION_INTERVAL);
		return scheduler;
	}

}
