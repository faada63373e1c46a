package io.orderflow.outbox;

import javax.sql.DataSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Provides the actuator endpoints {@code outbox} and {@code outboxrelay} where Spring
 * Boot's actuator is there and {@code management.endpoints.web.exposure.include} names
 * them.
 */
@AutoConfiguration(after = OutboxRelaysAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(OutboxRelays.class)
public class OutboxEndpointAutoConfiguration {

	OutboxEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	OutboxEndpoint eventBridgeOutboxEndpoint(DataSource dataSource, WakeUps wakeUps, OutboxSchema schema) {
		return new OutboxEndpoint(new ParkedEvents(dataSource), wakeUps::one);
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	OutboxRelayEndpoint eventBridgeOutboxRelayEndpoint(Pauses pauses, OutboxRelays relays, BacklogSampler sampler,
			WakeUps wakeUps) {
		return new OutboxRelayEndpoint(pauses, relays, sampler, wakeUps);
	}

}
