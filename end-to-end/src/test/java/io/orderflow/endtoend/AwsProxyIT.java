package io.orderflow.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * That the proxy does to the SDK's calls what it says.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AwsProxyIT {

	private final Cloud cloud = new EmbeddedCloud();

	private final AwsProxy proxy = new AwsProxy(this.cloud.sqs());

	private final SqsClient sqs = AwsClients.configure(SqsClient.builder(), this.proxy.uri())
		.overrideConfiguration((override) -> override.apiCallTimeout(Duration.ofSeconds(3))
			.retryStrategy(DefaultRetryStrategy.doNotRetry()))
		.build();

	private final String queue = this.sqs.getQueueUrl((request) -> request.queueName("seed")).queueUrl();

	@AfterEach
	void clear() {
		this.proxy.clear();
		this.sqs.purgeQueue((request) -> request.queueUrl(this.queue));
	}

	@AfterAll
	void close() {
		this.sqs.close();
		this.proxy.close();
		this.cloud.close();
	}

	@Test
	void aCallIsForwardedAndCounted() {
		send("a");
		assertThat(receive()).extracting(Message::body).containsExactly("a");
		assertThat(this.proxy.calls("SendMessage")).isPositive();
	}

	@Test
	void anErrorIsThatOfAws() {
		this.proxy.on("SendMessage", AwsFault.error(400, "AccessDeniedException").times(1));
		assertThatExceptionOfType(SqsException.class).isThrownBy(() -> send("a"))
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
		send("b");
		assertThatExceptionOfType(QueueDoesNotExistException.class)
			.isThrownBy(() -> this.sqs.getQueueUrl((request) -> request.queueName("none")));
	}

	@Test
	void aConnectionIsCutBeforeOrAfterTheCall() {
		this.proxy.on("SendMessage", AwsFault.CUT_BEFORE);
		assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> send("before"));
		this.proxy.on("SendMessage", AwsFault.CUT_AFTER);
		assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> send("after"));
		this.proxy.clear();
		assertThat(receive()).extracting(Message::body).containsExactly("after");
	}

	@Test
	void anAnswerNeverComes() {
		this.proxy.on("SendMessage", AwsFault.SILENCE);
		assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> send("a"));
	}

	@Test
	void somethingHappensInTheMidstOfACall() {
		CountDownLatch happened = new CountDownLatch(1);
		this.proxy.on("SendMessage", AwsFault.after(() -> {
			happened.countDown();
			return null;
		}));
		send("a");
		assertThat(happened.getCount()).isZero();
	}

	@Test
	void everyMessageComesTwiceAndOutOfOrder() {
		List<String> sent = IntStream.range(0, 25).mapToObj(Integer::toString).toList();
		sent.forEach(this::send);
		EverythingTwice everythingTwice = new EverythingTwice();
		this.proxy.on("ReceiveMessage", everythingTwice);
		List<String> received = new ArrayList<>();
		List<Message> messages = receive();
		while (!messages.isEmpty()) {
			messages.stream().map(Message::body).forEach(received::add);
			messages = receive();
		}
		assertThat(received).hasSize(50).containsAll(sent);
		assertThat(everythingTwice.repeated()).isEqualTo(25);
		assertThat(received.stream().distinct().toList()).isNotEqualTo(sent);
	}

	private void send(String body) {
		this.sqs.sendMessage((message) -> message.queueUrl(this.queue).messageBody(body));
	}

	private List<Message> receive() {
		return this.sqs.receiveMessage((request) -> request.queueUrl(this.queue).maxNumberOfMessages(10)).messages();
	}

}
