package io.orderflow.invoices.deadletter;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.awspring.cloud.sqs.listener.QueueAttributes;
import io.awspring.cloud.sqs.support.converter.SqsMessageConversionContext;
import io.awspring.cloud.sqs.support.converter.SqsMessagingMessageConverter;
import io.orderflow.invoices.Backing;
import io.orderflow.invoices.intake.AttributesApart;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import org.springframework.messaging.Message;

/**
 * A queue that no service reads.
 */
record TestQueue(String name, String url) {

	static final SqsAsyncClient SQS = SqsAsyncClient.builder()
		.endpointOverride(Backing.aws().sqsEndpoint())
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.build();

	static TestQueue create(Map<QueueAttributeName, String> attributes) {
		String name = "q-" + UUID.randomUUID();
		return new TestQueue(name,
				SQS.createQueue((queue) -> queue.queueName(name).attributes(attributes)).join().queueUrl());
	}

	void send(String body) {
		SQS.sendMessage((message) -> message.queueUrl(this.url).messageBody(body)).join();
	}

	/**
	 * Takes messages as the service does, but hides them from nobody.
	 */
	@SuppressWarnings("unchecked")
	List<Message<String>> receive() {
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

	int size() {
		return Integer.parseInt(SQS
			.getQueueAttributes((request) -> request.queueUrl(this.url)
				.attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
			.join()
			.attributes()
			.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
	}

	void delete() {
		SQS.deleteQueue((request) -> request.queueUrl(this.url)).join();
	}

}
