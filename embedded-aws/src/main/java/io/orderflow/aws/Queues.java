package io.orderflow.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Makes the templates' queues. Those of a data directory are there already: they keep
 * their messages and get the templates' attributes.
 */
final class Queues {

	private final SqsClient sqs;

	Queues(SqsClient sqs) {
		this.sqs = sqs;
	}

	/** A client without retries: one after a timeout would store an event twice. */
	static SqsClient client(URI endpoint, String region) {
		return SqsClient.builder()
			.endpointOverride(endpoint)
			.region(Region.of(region))
			.credentialsProvider(AnonymousCredentialsProvider.create())
			.overrideConfiguration((override) -> override.apiCallTimeout(Duration.ofSeconds(15))
				.retryStrategy(DefaultRetryStrategy.doNotRetry()))
			.build();
	}

	/** Attributes come last, because a redrive policy needs its dead-letter queue. */
	void provision(List<Template> templates) {
		List<Queue> queues = templates.stream().flatMap((template) -> template.queues().stream()).toList();
		for (Queue queue : queues) {
			try {
				this.sqs.createQueue((request) -> request.queueName(queue.name()));
			}
			catch (SqsException ex) {
				throw refused(queue, ex);
			}
		}
		for (Queue queue : queues) {
			try {
				String url = this.sqs.getQueueUrl((request) -> request.queueName(queue.name())).queueUrl();
				this.sqs.setQueueAttributes((request) -> request.queueUrl(url).attributes(queue.attributes()));
			}
			catch (SqsException ex) {
				throw refused(queue, ex);
			}
		}
	}

	private static TemplateException refused(Queue queue, SdkException ex) {
		return new TemplateException(
				"SQS refuses the queue %s with %s: %s".formatted(queue.name(), queue.attributes(), ex.getMessage()),
				ex);
	}

}
