package io.orderflow.quickstart;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A consumer of the demo's own, with its own queue and rule: it sees each event on the
 * bus without the services knowing.
 */
final class DemoEvents implements AutoCloseable {

	/**
	 * An event.
	 *
	 * @param id given by EventBridge
	 * @param nanos when it was received, of {@link System#nanoTime()}
	 */
	record Seen(String id, long nanos) {
	}

	private final Map<String, CompletableFuture<Seen>> byOrder = new ConcurrentHashMap<>();

	private final SqsClient sqs;

	private final String queue;

	private volatile boolean closed;

	DemoEvents(URI endpoint) {
		this.sqs = SqsClient.builder()
			.endpointOverride(endpoint)
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.build();
		this.queue = this.sqs.getQueueUrl((request) -> request.queueName("demo-events")).queueUrl();
		// What came after the last demo.
		this.sqs.purgeQueue((request) -> request.queueUrl(this.queue));
		Thread reader = new Thread(this::read, "demo-events");
		reader.setDaemon(true);
		reader.start();
	}

	/** Done when the order's event has been seen. */
	CompletableFuture<Seen> ofOrder(String order) {
		return this.byOrder.computeIfAbsent(order, (id) -> new CompletableFuture<>());
	}

	private void read() {
		try {
			while (!this.closed) {
				this.sqs
					.receiveMessage(
							(request) -> request.queueUrl(this.queue).maxNumberOfMessages(10).waitTimeSeconds(1))
					.messages()
					.forEach(this::see);
			}
		}
		catch (RuntimeException ex) {
			this.byOrder.values().forEach((future) -> future.completeExceptionally(ex));
		}
		finally {
			this.sqs.close();
		}
	}

	private void see(Message message) {
		long now = System.nanoTime();
		JsonNode event = JsonMapper.shared().readTree(message.body());
		ofOrder(event.required("detail").required("id").asString())
			.complete(new Seen(event.required("id").asString(), now));
		this.sqs.deleteMessage((request) -> request.queueUrl(this.queue).receiptHandle(message.receiptHandle()));
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
