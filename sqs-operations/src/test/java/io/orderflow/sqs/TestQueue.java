package io.orderflow.sqs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.awspring.cloud.sqs.listener.QueueAttributes;
import io.awspring.cloud.sqs.support.converter.SqsMessageConversionContext;
import io.awspring.cloud.sqs.support.converter.SqsMessagingMessageConverter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import org.springframework.messaging.Message;

/**
 * A queue of a test's own.
 */
public record TestQueue(String name, String url) {

	public static final SqsAsyncClient SQS = SqsAsyncClient.builder()
		.endpointOverride(Infrastructure.aws().sqsEndpoint())
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.build();

	public static TestQueue create(Map<QueueAttributeName, String> attributes) {
		String name = "q-" + UUID.randomUUID();
		return new TestQueue(name,
				SQS.createQueue((queue) -> queue.queueName(name).attributes(attributes)).join().queueUrl());
	}

	public void send(String body) {
		sendWithAttributes(body, Map.of());
	}

	public void sendWithAttributes(String body, Map<String, String> attributes) {
		Map<String, MessageAttributeValue> values = new HashMap<>();
		attributes.forEach((name, value) -> values.put(name,
				MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
		SQS.sendMessage((message) -> message.queueUrl(this.url).messageBody(body).messageAttributes(values)).join();
	}

	/**
	 * Takes messages as the service does, but hides them from nobody.
	 */
	@SuppressWarnings("unchecked")
	public List<Message<String>> receive() {
		SqsMessagingMessageConverter converter = new SqsMessagingMessageConverter();
		converter.setHeaderMapper(new AttributesApart());
		SqsMessageConversionContext context = new SqsMessageConversionContext();
		context.setQueueAttributes(new QueueAttributes(this.name, this.url, Map.of()));
		return SQS
			.receiveMessage((request) -> request.queueUrl(this.url)
				.visibilityTimeout(0)
				.maxNumberOfMessages(10)
				.messageAttributeNames("All")
				.messageSystemAttributeNames(MessageSystemAttributeName.ALL))
			.join()
			.messages()
			.stream()
			.map((message) -> (Message<String>) converter.toMessagingMessage(message, context))
			.toList();
	}

	/**
	 * How many are in it, hidden ones too.
	 */
	public int size() {
		return SQS
			.getQueueAttributes((request) -> request.queueUrl(this.url)
				.attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
						QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
			.join()
			.attributes()
			.values()
			.stream()
			.mapToInt(Integer::parseInt)
			.sum();
	}

	public void delete() {
		SQS.deleteQueue((request) -> request.queueUrl(this.url)).join();
	}

}
