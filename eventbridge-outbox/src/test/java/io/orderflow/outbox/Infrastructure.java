package io.orderflow.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

import javax.sql.DataSource;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.orderflow.aws.EmbeddedAws;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The PostgreSQL and the AWS that all tests of a run share.
 */
final class Infrastructure {

	static final EmbeddedAws AWS = EmbeddedAws.start();

	private static final EmbeddedPostgres POSTGRES = postgres();

	private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("test", "test"));

	private static final SqsClient SQS = SqsClient.builder()
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(CREDENTIALS)
		.endpointOverride(AWS.sqsEndpoint())
		.build();

	private Infrastructure() {
	}

	static String jdbcUrl() {
		return jdbcUrl("postgres");
	}

	static String jdbcUrl(String database) {
		return POSTGRES.getJdbcUrl("postgres", database);
	}

	/** Runs statements on another database than those that a test takes away. */
	static JdbcClient admin() {
		return JdbcClient.create(POSTGRES.getPostgresDatabase());
	}

	/** What points the SDK's own chains to the embedded AWS. */
	static void useForSdk() {
		System.setProperty("aws.region", "eu-central-1");
		System.setProperty("aws.accessKeyId", "test");
		System.setProperty("aws.secretAccessKey", "test");
		System.setProperty("aws.endpointUrlEventBridge", AWS.eventBridgeEndpoint().toString());
	}

	static EventBridgeClient client() {
		return client(AWS.eventBridgeEndpoint());
	}

	private static EventBridgeClient client(URI endpoint) {
		return EventBridgeClient.builder()
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(CREDENTIALS)
			.endpointOverride(endpoint)
			.overrideConfiguration((override) -> override.retryStrategy((retries) -> retries.maxAttempts(1)))
			.build();
	}

	static EventTracing noTracing() {
		return new EventTracing(Tracer.NOOP, Propagator.NOOP);
	}

	/** One with the defaults. */
	static Relay relay(TransactionOperations transaction, DataSource dataSource, OutboxMetrics metrics,
			EventBridgeClient client, EventTracing tracing, DataSize maxRequestSize) {
		return new Relay(transaction, new OutboxRows(dataSource), new EventBridgePublisher(client, metrics, tracing),
				maxRequestSize, OutboxPropertiesTests.defaults().entryBackoff().backoff(), metrics);
	}

	/** Takes up to ten messages from the queue that the bus leads to. */
	static List<Message> receive() {
		String queue = SQS.getQueueUrl((request) -> request.queueName("invoices")).queueUrl();
		List<Message> messages = SQS
			.receiveMessage((request) -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
			.messages();
		messages.forEach((message) -> SQS
			.deleteMessage((request) -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
		return messages;
	}

	static void drain() {
		while (!receive().isEmpty()) {
			// Until nothing is left of the test before.
		}
	}

	private static EmbeddedPostgres postgres() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
