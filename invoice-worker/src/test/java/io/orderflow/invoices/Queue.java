package io.orderflow.invoices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A queue, as tests use it.
 *
 * @param name its name
 */
public record Queue(String name) {

	private static final SqsClient SQS = SqsClient.builder()
		.endpointOverride(Backing.aws().sqsEndpoint())
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.build();

	/**
	 * Sends up to ten messages in one call.
	 * @return why SQS did not take some: it holds no characters that XML has not
	 */
	public List<String> send(List<String> bodies) {
		List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
		for (String body : bodies) {
			entries.add(SendMessageBatchRequestEntry.builder()
				.id(String.valueOf(entries.size()))
				.messageBody(body)
				.build());
		}
		return SQS.sendMessageBatch((request) -> request.queueUrl(url()).entries(entries))
			.failed()
			.stream()
			.map((failed) -> failed.code() + ": " + failed.message())
			.toList();
	}

	public void send(String body) {
		send(List.of(body));
	}

	public void sendWithAttribute(String body, String attribute, String value) {
		sendWithAttributes(body, Map.of(attribute, value));
	}

	public void sendWithAttributes(String body, Map<String, String> attributes) {
		Map<String, MessageAttributeValue> values = new HashMap<>();
		attributes.forEach((name, value) -> values.put(name,
				MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
		SQS.sendMessage((request) -> request.queueUrl(url()).messageBody(body).messageAttributes(values));
	}

	/**
	 * Takes what lies there, out of the queue.
	 */
	public List<Message> take() {
		List<Message> messages = SQS
			.receiveMessage((request) -> request.queueUrl(url())
				.maxNumberOfMessages(10)
				.waitTimeSeconds(0)
				.messageAttributeNames("All"))
			.messages();
		messages.forEach((message) -> SQS
			.deleteMessage((request) -> request.queueUrl(url()).receiptHandle(message.receiptHandle())));
		return messages;
	}

	/**
	 * How many are in it, hidden ones too.
	 */
	public int size() {
		return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
				QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
	}

	/**
	 * How many nobody has taken.
	 */
	public int untaken() {
		return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
	}

	private int count(QueueAttributeName... numbers) {
		return SQS.getQueueAttributes((request) -> request.queueUrl(url()).attributeNames(numbers))
			.attributes()
			.values()
			.stream()
			.mapToInt(Integer::parseInt)
			.sum();
	}

	public void purge() {
		SQS.purgeQueue((request) -> request.queueUrl(url()));
	}

	private String url() {
		return SQS.getQueueUrl((request) -> request.queueName(this.name)).queueUrl();
	}

}
