package io.orderflow.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The clients the services use, and short ways to say what the tests say often.
 */
record Clients(EventBridgeClient eventBridge, SqsClient sqs) implements AutoCloseable {

	private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("test", "test"));

	static Clients of(EmbeddedAws aws) {
		return of(aws.eventBridgeEndpoint(), aws.sqsEndpoint());
	}

	/** Without retries on EventBridge's side, which would hide a fault. */
	static Clients of(URI eventBridge, URI sqs) {
		return new Clients(
				EventBridgeClient.builder()
					.endpointOverride(eventBridge)
					.region(Region.EU_CENTRAL_1)
					.credentialsProvider(CREDENTIALS)
					.overrideConfiguration((override) -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
					.build(),
				SqsClient.builder()
					.endpointOverride(sqs)
					.region(Region.EU_CENTRAL_1)
					.credentialsProvider(CREDENTIALS)
					.build());
	}

	static PutEventsRequestEntry orderPlaced(@Nullable String detail) {
		return PutEventsRequestEntry.builder()
			.eventBusName("orders")
			.source("demo.orders")
			.detailType("OrderPlaced")
			.detail(detail)
			.build();
	}

	PutEventsResponse put(PutEventsRequestEntry... entries) {
		return this.eventBridge.putEvents((request) -> request.entries(entries));
	}

	String url(String queue) {
		return this.sqs.getQueueUrl((request) -> request.queueName(queue)).queueUrl();
	}

	/** Takes the messages that are there, and deletes none. */
	List<Message> receive(String queue) {
		String url = url(queue);
		List<Message> messages = new ArrayList<>();
		while (true) {
			List<Message> batch = this.sqs
				.receiveMessage((request) -> request.queueUrl(url)
					.maxNumberOfMessages(10)
					.waitTimeSeconds(0)
					.messageAttributeNames("All"))
				.messages();
			if (batch.isEmpty()) {
				return messages;
			}
			messages.addAll(batch);
		}
	}

	int size(String queue) {
		return Integer.parseInt(this.sqs
			.getQueueAttributes((request) -> request.queueUrl(url(queue))
				.attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
			.attributes()
			.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
	}

	@Override
	public void close() {
		this.eventBridge.close();
		this.sqs.close();
	}

}
