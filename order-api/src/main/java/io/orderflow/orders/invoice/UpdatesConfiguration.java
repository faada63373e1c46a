package io.orderflow.orders.invoice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.awspring.cloud.autoconfigure.sqs.SqsAsyncClientCustomizer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
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
class UpdatesConfiguration {

	/** The most that one ReceiveMessage can hold. */
	private static final int MESSAGES_PER_BATCH = 10;

	/** A longer one makes for a slower stop. */
	private static final Duration POLL_WAIT = Duration.ofSeconds(3);

	/** What a call may take beside the wait of a poll. */
	private static final Duration CALL = Duration.ofSeconds(5);

	@Bean
	SqsAsyncClientCustomizer timeouts() {
		return (builder) -> builder.overrideConfiguration(
				builder.overrideConfiguration().toBuilder().apiCallAttemptTimeout(POLL_WAIT.plus(CALL)).build());
	}

	/** One batch at a time: who orders needs the connections. */
	@Bean
	SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(SqsAsyncClient sqs) {
		return SqsMessageListenerContainerFactory.builder()
			.sqsAsyncClient(sqs)
			.configure((options) -> options
				// The service does not wait for it: it is started beside it.
				.autoStartup(false)
				// The default creates a queue that no rule sends to, out of a typo.
				.queueNotFoundStrategy(QueueNotFoundStrategy.FAIL)
				.listenerMode(ListenerMode.BATCH)
				.maxMessagesPerPoll(MESSAGES_PER_BATCH)
				.maxConcurrentMessages(MESSAGES_PER_BATCH)
				.pollTimeout(POLL_WAIT)
				// EventBridge sends none. This one tells of a message that was put back.
				.messageAttributeNames(List.of("redrive"))
				.messageConverter(converter())
				.listenerShutdownTimeout(POLL_WAIT.plus(CALL))
				// What is not deleted by then comes again, as a duplicate.
				.acknowledgementShutdownTimeout(CALL))
			.build();
	}

	@Bean
	LetterSubject order(InvoiceEventReader reader) {
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
