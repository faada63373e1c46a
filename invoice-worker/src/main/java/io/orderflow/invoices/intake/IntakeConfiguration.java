package io.orderflow.invoices.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.awspring.cloud.autoconfigure.sqs.SqsAsyncClientCustomizer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.BackPressureMode;
import io.awspring.cloud.sqs.listener.ListenerMode;
import io.awspring.cloud.sqs.listener.QueueNotFoundStrategy;
import io.awspring.cloud.sqs.support.converter.SqsMessagingMessageConverter;
import io.orderflow.sqs.AttributesApart;
import io.orderflow.sqs.deadletter.LetterSubject;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The container that polls the queue. In place of the one that Spring Cloud AWS
 * configures from properties, for most of this has none.
 */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

	/** The most that one ReceiveMessage, and one DeleteMessageBatch, can hold. */
	private static final int MESSAGES_PER_BATCH = 10;

	/** What a call may take beside the wait of a poll. */
	private static final Duration CALL = Duration.ofSeconds(5);

	/** As long as a batch's statements can take. */
	private static final Duration BATCH = Duration.ofSeconds(20);

	@Bean
	SqsAsyncClientCustomizer timeouts(IntakeSettings settings) {
		return (builder) -> builder.overrideConfiguration(builder.overrideConfiguration()
			.toBuilder()
			.apiCallAttemptTimeout(settings.pollWait().plus(CALL))
			.build());
	}

	@Bean
	SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(SqsAsyncClient sqs,
			IntakeSettings settings) {
		return SqsMessageListenerContainerFactory.builder()
			.sqsAsyncClient(sqs)
			.configure((options) -> options
				// The default creates a queue that no rule sends to, out of a typo.
				.queueNotFoundStrategy(QueueNotFoundStrategy.FAIL)
				.messageConverter(converter())
				.listenerMode(ListenerMode.BATCH)
				.maxMessagesPerPoll(MESSAGES_PER_BATCH)
				.maxConcurrentMessages(MESSAGES_PER_BATCH * settings.concurrentBatches())
				.backPressureMode(BackPressureMode.ALWAYS_POLL_MAX_MESSAGES)
				.pollTimeout(settings.pollWait())
				// Deleted at once, and the listener hears of a failure.
				.acknowledgementInterval(Duration.ZERO)
				.acknowledgementThreshold(0)
				.listenerShutdownTimeout(settings.pollWait().plus(BATCH))
				// What is not deleted by then comes again, as a duplicate.
				.acknowledgementShutdownTimeout(CALL))
			.build();
	}

	@Bean
	LetterSubject order(OrderEventReader reader) {
		return new LetterSubject() {

			@Override
			public Optional<UUID> of(String body) {
				return reader.orderId(body);
			}

			@Override
			public Map<String, String> ids(String body) {
				return reader.ids(body);
			}

		};
	}

	private static SqsMessagingMessageConverter converter() {
		SqsMessagingMessageConverter converter = new SqsMessagingMessageConverter();
		converter.setHeaderMapper(new AttributesApart());
		return converter;
	}

}
