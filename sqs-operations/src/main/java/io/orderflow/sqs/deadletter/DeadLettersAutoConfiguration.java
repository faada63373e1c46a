package io.orderflow.sqs.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.BackPressureMode;
import io.awspring.cloud.sqs.listener.ListenerMode;
import io.awspring.cloud.sqs.listener.QueueNotFoundStrategy;
import io.awspring.cloud.sqs.support.converter.SqsMessagingMessageConverter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.sqs.AttributesApart;
import io.orderflow.sqs.HeldBatches;
import io.orderflow.sqs.OutgoingQueue;
import io.orderflow.sqs.SqsOperationsAutoConfiguration;
import io.orderflow.sqs.SqsOperationsSchema;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Collects dead letters where {@code dead-letters.put-back-to} is set.
 */
@AutoConfiguration(after = { SqsOperationsAutoConfiguration.class, SqsAutoConfiguration.class },
		afterName = { "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBean({ SqsOperationsSchema.class, SqsAsyncClient.class })
@ConditionalOnProperty("dead-letters.put-back-to")
@EnableConfigurationProperties(DeadLettersProperties.class)
public class DeadLettersAutoConfiguration {

	/** The most that one ReceiveMessage, and one DeleteMessageBatch, can hold. */
	private static final int MESSAGES_PER_BATCH = 10;

	/** As long as the statements for a batch can take. */
	private static final Duration BATCH = Duration.ofSeconds(20);

	private static final Duration CALL = Duration.ofSeconds(5);

	private static final Duration FIRST_DELETION = Duration.ofMinutes(1);

	private static final Duration BETWEEN_DELETIONS = Duration.ofHours(1);

	private final Clock clock;

	DeadLettersAutoConfiguration(ObjectProvider<Clock> clock) {
		this.clock = clock.getIfUnique(Clock::systemUTC);
	}

	@Bean
	StoredLetters storedLetters(JdbcClient jdbc, SqsOperationsSchema schema) {
		return new StoredLetters(jdbc, this.clock);
	}

	@Bean
	LetterMetrics letterMetrics(MeterRegistry meters, DeadLetterQueues queues) {
		return new LetterMetrics(meters, queues.names(), this.clock);
	}

	@Bean(defaultCandidate = false)
	SimpleAsyncTaskScheduler deadLettersScheduler(StoredLetters letters, LetterMetrics metrics,
			DeadLettersProperties properties) {
		LetterUpkeep upkeep = new LetterUpkeep(letters, metrics, properties.retention(), this.clock);
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setThreadNamePrefix("dead-letters-upkeep-");
		scheduler.scheduleAtFixedRate(upkeep::sample, properties.sampleInterval());
		scheduler.scheduleWithFixedDelay(upkeep::deleteOld, Instant.now().plus(FIRST_DELETION), BETWEEN_DELETIONS);
		return scheduler;
	}

	@Bean
	SettleLetters settleLetters(StoredLetters letters, SqsAsyncClient sqs, DeadLettersProperties properties,
			PlatformTransactionManager transactions, LetterMetrics metrics, ObjectProvider<LetterSubject> subject) {
		return new SettleLetters(letters, new OutgoingQueue(sqs, properties.putBackTo()), transactions, metrics,
				subject(subject));
	}

	@Bean
	DeadLetterQueues deadLetterQueues(DeadLettersProperties properties) {
		return new DeadLetterQueues(properties.queues());
	}

	@Bean
	DeadLetterListener deadLetterListener(StoredLetters letters, ObjectProvider<LetterSubject> subject,
			LetterMetrics metrics, HeldBatches outage) {
		return new DeadLetterListener(new CollectLetter(letters, subject(subject), metrics), outage);
	}

	private static LetterSubject subject(ObjectProvider<LetterSubject> subject) {
		return subject.getIfUnique(() -> (body) -> Optional.empty());
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	DeadLettersEndpoint deadLettersEndpoint(StoredLetters letters, SettleLetters settleLetters) {
		return new DeadLettersEndpoint(letters, settleLetters);
	}

	@Bean(DeadLetterListener.CONTAINERS)
	SqsMessageListenerContainerFactory<Object> containers(SqsAsyncClient sqs, DeadLettersProperties properties) {
		SqsMessagingMessageConverter converter = new SqsMessagingMessageConverter();
		converter.setHeaderMapper(new AttributesApart());
		return SqsMessageListenerContainerFactory.builder()
			.sqsAsyncClient(sqs)
			.configure((options) -> options.autoStartup(properties.autoStartup())
				// The default creates a queue that nobody sends to, out of a typo.
				.queueNotFoundStrategy(QueueNotFoundStrategy.FAIL)
				.messageConverter(converter)
				.listenerMode(ListenerMode.BATCH)
				.maxMessagesPerPoll(MESSAGES_PER_BATCH)
				.maxConcurrentMessages(MESSAGES_PER_BATCH)
				.backPressureMode(BackPressureMode.ALWAYS_POLL_MAX_MESSAGES)
				.pollTimeout(properties.pollWait())
				// Deleted at once, and the listener hears of a failure.
				.acknowledgementInterval(Duration.ZERO)
				.acknowledgementThreshold(0)
				.listenerShutdownTimeout(properties.pollWait().plus(BATCH))
				// What is not deleted by then comes again, and is stored already.
				.acknowledgementShutdownTimeout(CALL))
			.build();
	}

}
