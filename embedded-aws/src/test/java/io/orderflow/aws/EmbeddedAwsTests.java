package io.orderflow.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import static io.orderflow.aws.Clients.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class EmbeddedAwsTests {

	private static final String CREATED = "{\"state\":\"created\",\"name\":\"Zoë 本\"}";

	@TempDir
	private Path directory;

	@Test
	void queuesHaveTheTemplatesAttributes() {
		try (EmbeddedAws aws = EmbeddedAws.start(); Clients clients = Clients.of(aws)) {
			Map<QueueAttributeName, String> attributes = attributes(clients, "invoices");
			assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60")
				.containsEntry(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20")
				.containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:eu-central-1:000000000000:invoices");
			assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains("invoices-dead-letters");
			assertThat(clients.url("invoices")).isEqualTo(aws.sqsEndpoint() + "/000000000000/invoices");
		}
	}

	@Test
	void twoInstancesInOneJvmKnowNothingOfEachOther() {
		try (EmbeddedAws one = EmbeddedAws.start();
				EmbeddedAws two = EmbeddedAws.start();
				Clients clientsOfOne = Clients.of(one);
				Clients clientsOfTwo = Clients.of(two)) {
			clientsOfOne.put(orderPlaced(CREATED));
			assertThat(clientsOfOne.size("invoices")).isOne();
			assertThat(clientsOfTwo.size("invoices")).isZero();
			assertThat(two.faults().calls()).isZero();
		}
	}

	@Test
	void messagesAreKeptInTheDataDirectory() {
		try (EmbeddedAws aws = start(0, 0, this.directory); Clients clients = Clients.of(aws)) {
			clients.put(orderPlaced(CREATED), orderPlaced(CREATED));
			String url = clients.url("invoices");
			Message message = clients.sqs().receiveMessage((request) -> request.queueUrl(url)).messages().get(0);
			clients.sqs().deleteMessage((request) -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
		}
		try (EmbeddedAws aws = start(0, 0, this.directory); Clients clients = Clients.of(aws)) {
			assertThat(clients.receive("invoices")).singleElement()
				.satisfies((message) -> assertThat(message.body()).endsWith(CREATED + "}"));
			assertThat(attributes(clients, "invoices").get(QueueAttributeName.REDRIVE_POLICY)).contains("1000");
		}
	}

	@Test
	void queuesOfTheDataDirectoryGetTheAttributesOfAChangedTemplate() throws IOException {
		Path template = this.directory.resolve("t.yaml");
		String yaml = "Resources: {Q: {Type: 'AWS::SQS::Queue', Properties: {QueueName: q, VisibilityTimeout: %d}}}";
		Files.writeString(template, yaml.formatted(5));
		start(0, 0, this.directory, template).close();
		Files.writeString(template, yaml.formatted(50));
		try (EmbeddedAws aws = start(0, 0, this.directory, template); Clients clients = Clients.of(aws)) {
			assertThat(attributes(clients, "q")).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "50");
		}
	}

	@Test
	void onlyOneInstanceOfAJvmHasADataDirectory() {
		EmbeddedAws aws = start(0, 0, this.directory);
		try (aws) {
			assertThatIllegalStateException().isThrownBy(() -> start(0, 0, this.directory.resolve("other")))
				.withMessageContaining("one instance of this JVM has a data directory already");
		}
		start(0, 0, this.directory.resolve("other")).close();
	}

	@Test
	void aDataDirectoryThatIsAFileIsNamed() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> start(0, 0, file))
			.withMessageContaining(file.toString());
		start(0, 0, this.directory.resolve("data")).close();
	}

	@Test
	void aPortInUseIsNamedAndTheOtherOneIsReleased() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int free = freePort();
			assertThatIllegalStateException().isThrownBy(() -> start(taken.getLocalPort(), free, null))
				.withMessageContaining(
						"Port %d on 127.0.0.1, for EventBridge, is in use".formatted(taken.getLocalPort()));
			assertThatIllegalStateException().isThrownBy(() -> start(free, taken.getLocalPort(), null))
				.withMessageContaining("Port %d on 127.0.0.1, for SQS, is in use".formatted(taken.getLocalPort()));
			start(free, 0, null).close();
			start(0, free, null).close();
		}
	}

	@Test
	void aPortThatIsNoneIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> start(65536, 0, null)).withMessageContaining("65536");
	}

	@Test
	void aSizeOfTheArchivesThatIsNoneIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EmbeddedAwsOptions(0, 0, null, List.of(), "eu-central-1", -1))
			.withMessageContaining("-1 megabytes");
	}

	@Test
	void openLongPollsDoNotKeepItFromClosing() {
		EmbeddedAws aws = EmbeddedAws.start();
		ExecutorService threads = Executors.newCachedThreadPool();
		try (Clients clients = Clients.of(aws)) {
			String url = clients.url("invoices");
			List<CompletableFuture<Void>> polls = Stream.generate(() -> CompletableFuture.runAsync(
					() -> clients.sqs().receiveMessage((request) -> request.queueUrl(url).waitTimeSeconds(20)),
					threads))
				.limit(8)
				.toList();
			// One of them gets it: by then, the other ones are waiting too.
			clients.put(orderPlaced(CREATED));
			await().atMost(Duration.ofSeconds(10)).until(() -> polls.stream().anyMatch(CompletableFuture::isDone));
			long start = System.nanoTime();
			aws.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		}
		finally {
			threads.shutdownNow();
		}
		start(aws.eventBridgeEndpoint().getPort(), aws.sqsEndpoint().getPort(), null).close();
	}

	private static Map<QueueAttributeName, String> attributes(Clients clients, String queue) {
		return clients.sqs()
			.getQueueAttributes(
					(request) -> request.queueUrl(clients.url(queue)).attributeNames(QueueAttributeName.ALL))
			.attributes();
	}

	private static EmbeddedAws start(int eventBridgePort, int sqsPort, @Nullable Path data, Path... templates) {
		return EmbeddedAws
			.start(new EmbeddedAwsOptions(eventBridgePort, sqsPort, data, List.of(templates), "eu-central-1"));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
