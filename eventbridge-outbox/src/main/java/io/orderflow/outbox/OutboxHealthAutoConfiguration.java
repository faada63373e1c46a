package io.orderflow.outbox;

import java.time.Duration;

import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Provides the health indicators {@code outboxRelay} and {@code eventBuses} where Spring
 * Boot's health is there.
 */
@AutoConfiguration(after = OutboxRelaysAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(OutboxRelays.class)
public class OutboxHealthAutoConfiguration {

	/**
	 * Beyond the lease, for what a pass does besides its calls to EventBridge: it waits
	 * for a connection and for the database.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(15);

	private static final Duration BUSES_KEPT_FOR = Duration.ofSeconds(10);

	OutboxHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("outboxRelay")
	OutboxRelayHealth outboxRelayHealthIndicator(OutboxRelays relays, BacklogSampler sampler,
			OutboxProperties properties) {
		return new OutboxRelayHealth(relays, sampler, properties.relays(), properties.lease().plus(MARGIN),
				properties.maxAge());
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("eventBuses")
	EventBusesHealth eventBusesHealthIndicator(EventBridgeClient client, OutboxProperties properties) {
		return new EventBusesHealth(client, properties.buses(), BUSES_KEPT_FOR);
	}

}
