package io.orderflow.endtoend;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The three queues of the invoices.
 */
final class Queues implements AutoCloseable {

	private static final List<String> ALL = List.of("invoices", "invoices-dead-letters", "invoices-undelivered");

	private final SqsClient sqs;

	Queues(SqsClient sqs) {
		this.sqs = sqs;
	}

	/** How many messages they hold, waiting or being worked on. */
	int messages() {
		return ALL.stream().mapToInt(this::messages).sum();
	}

	private int messages(String queue) {
		return this.sqs
			.getQueueAttributes((request) -> request.queueUrl(url(queue))
				.attributeNamesWithStrings("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible",
						"ApproximateNumberOfMessagesDelayed"))
			.attributesAsStrings()
			.values()
			.stream()
			.mapToInt(Integer::parseInt)
			.sum();
	}

	/** Lets messages whose receiver was killed come again sooner. */
	void hideFor(String queue, int seconds) {
		this.sqs.setQueueAttributes((request) -> request.queueUrl(url(queue))
			.attributesWithStrings(Map.of("VisibilityTimeout", String.valueOf(seconds))));
	}

	private String url(String queue) {
		return this.sqs.getQueueUrl((request) -> request.queueName(queue)).queueUrl();
	}

	@Override
	public void close() {
		this.sqs.close();
	}

}
