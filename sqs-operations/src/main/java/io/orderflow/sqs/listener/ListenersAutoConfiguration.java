package io.orderflow.sqs.listener;

import java.time.Clock;
import java.time.Duration;

import io.awspring.cloud.autoconfigure.sqs.SqsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import io.awspring.cloud.sqs.config.SqsBeanNames;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.sqs.HeldBatches;
import io.orderflow.sqs.SqsOperationsAutoConfiguration;
import io.orderflow.sqs.SqsOperationsSchema;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Watches the application's listeners, and keeps them paused or running.
 */
@AutoConfiguration(after = { SqsOperationsAutoConfiguration.class, SqsAutoConfiguration.class },
		afterName = { "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBean({ SqsOperationsSchema.class, SqsAsyncClient.class })
@EnableConfigurationProperties(OperationsProperties.class)
public class ListenersAutoConfiguration {

	private final OperationsProperties properties;

	private final Clock clock;

	ListenersAutoConfiguration(OperationsProperties properties, ObjectProvider<Clock> clock) {
		this.properties = properties;
		this.clock = clock.getIfUnique(Clock::systemUTC);
	}

	@Bean
	Polls sqsPolls() {
		return new Polls(this.clock);
	}

	@Bean
	SqsAsyncClientCustomizer sqsPollsNoted(Polls polls) {
		return (client) -> client.overrideConfiguration(
				client.overrideConfiguration().toBuilder().addExecutionInterceptor(new PollInterceptor(polls)).build());
	}

	@Bean
	PausedListeners pausedListeners(JdbcClient jdbc, SqsOperationsSchema schema) {
		return new PausedListeners(jdbc);
	}

	@Bean
	KnownPauses knownPauses(PausedListeners pausedListeners) {
		return new KnownPauses(pausedListeners);
	}

	@Bean
	Listeners sqsListeners(MessageListenerContainerRegistry containers, Polls polls, KnownPauses pauses) {
		return new Listeners(containers, polls, pauses, this.clock);
	}

	@Bean
	Queues sqsQueues(SqsAsyncClient sqs, Listeners listeners) {
		return new Queues(sqs, listeners, this.properties.askTimeout(), this.clock);
	}

	@Bean
	ListenersStart listenersStart(Listeners listeners, KnownPauses pauses, MeterRegistry meters, Polls polls,
			Queues queues) {
		Duration stalledAfter = this.properties.stalledAfter();
		return new ListenersStart(listeners, pauses, new ListenerMetrics(meters, polls, queues, stalledAfter),
				stalledAfter);
	}

	@Bean(defaultCandidate = false)
	SimpleAsyncTaskScheduler sqsListenersScheduler() {
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setThreadNamePrefix("sqs-listeners-");
		return scheduler;
	}

	/** Starts after the containers' registry, and stops before it. */
	@Bean
	@DependsOn(SqsBeanNames.ENDPOINT_REGISTRY_BEAN_NAME)
	ListenerKeeper listenerKeeper(Listeners listeners, KnownPauses pauses,
			@Qualifier("sqsListenersScheduler") TaskScheduler scheduler) {
		return new ListenerKeeper(listeners, pauses, scheduler, this.properties, this.clock);
	}

	@Bean
	QueueSampler queueSampler(Queues queues, @Qualifier("sqsListenersScheduler") TaskScheduler scheduler) {
		return new QueueSampler(queues, scheduler, this.properties.sampleInterval());
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	ListenersEndpoint listenersEndpoint(Listeners listeners, PausedListeners pausedListeners, KnownPauses pauses) {
		return new ListenersEndpoint(listeners, pausedListeners, pauses, this.properties.stalledAfter(), this.clock);
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("listeners")
	ListenersHealthIndicator listenersHealthIndicator(Listeners listeners, HeldBatches outage) {
		return new ListenersHealthIndicator(listeners, outage, this.properties.stalledAfter());
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("queues")
	QueuesHealthIndicator queuesHealthIndicator(Queues queues) {
		return new QueuesHealthIndicator(queues, this.properties.healthMaxAge());
	}

}
