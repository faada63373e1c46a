package io.orderflow.sqs;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.awspring.cloud.sqs.QueueAttributesResolver;
import io.awspring.cloud.sqs.listener.QueueAttributes;
import io.awspring.cloud.sqs.listener.QueueNotFoundStrategy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Where a queue is. SQS is asked once, or until it has answered once.
 */
public final class QueueAddress {

	private final SqsAsyncClient sqs;

	private final String queue;

	private volatile @Nullable String url;

	/**
	 * Asks SQS nothing yet.
	 * @param sqs where
	 * @param queue the queue's name, URL or ARN
	 */
	public QueueAddress(SqsAsyncClient sqs, String queue) {
		this.sqs = sqs;
		this.queue = queue;
	}

	/**
	 * {@return the queue's name alone, without asking: what comes last in a URL or an
	 * ARN}
	 * @param queue its name, URL or ARN
	 */
	public static String name(String queue) {
		return queue.substring(Math.max(queue.lastIndexOf('/'), queue.lastIndexOf(':')) + 1);
	}

	/**
	 * The queue's URL.
	 * @return fails if the queue is not there, or SQS cannot be asked
	 */
	public CompletableFuture<String> url() {
		String known = this.url;
		if (known != null) {
			return CompletableFuture.completedFuture(known);
		}
		return QueueAttributesResolver.builder()
			.sqsAsyncClient(this.sqs)
			.queueName(this.queue)
			// The default creates a queue that nobody sends to, out of a typo.
			.queueNotFoundStrategy(QueueNotFoundStrategy.FAIL)
			.queueAttributeNames(List.of())
			.build()
			.resolveQueueAttributes()
			.thenApply(QueueAttributes::getQueueUrl)
			.whenComplete((found, failure) -> this.url = found);
	}

}
