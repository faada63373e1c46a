package io.orderflow.invoices.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.invoices.Backing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DeadLettersTest {

	private final SqsAsyncClient sqs = SqsAsyncClient.builder()
		.endpointOverride(Backing.aws().sqsEndpoint())
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.build();

	private final String url = this.sqs.createQueue((queue) -> queue.queueName("letters")).join().queueUrl();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final DeadLetters deadLetters = new DeadLetters(this.sqs,
			new IntakeSettings("invoices", "letters", 1, Duration.ofSeconds(3)), new OrderEventReader(),
			new IntakeMetrics(this.meters, Clock.systemUTC()));

	@AfterEach
	void close() {
		this.sqs.deleteQueue((request) -> request.queueUrl(this.url)).exceptionally((ex) -> null).join();
		this.sqs.close();
	}

	@Test
	void theReasonIsBoundedAndTheBodyWhole() {
		DeadLetter letter = letter("not JSON", "x".repeat(2000));

		assertThat(this.deadLetters.setAside(List.of(letter))).containsExactly(letter.message());

		Message sent = this.sqs.receiveMessage((request) -> request.queueUrl(this.url).messageAttributeNames("All"))
			.join()
			.messages()
			.get(0);
		assertThat(sent.body()).isEqualTo("not JSON");
		assertThat(sent.messageAttributes().get("reason").stringValue()).isEqualTo("unreadable");
		assertThat(sent.messageAttributes().get("reason-detail").stringValue()).hasSize(500);
	}

	@Test
	void whatTheQueueDoesNotTakeIsNotReportedAsSetAside(CapturedOutput output) {
		this.sqs.deleteQueue((request) -> request.queueUrl(this.url)).join();

		assertThat(this.deadLetters.setAside(List.of(letter("not JSON", "why")))).isEmpty();
		assertThat(this.deadLetters.setAside(List.of(letter("not JSON", "why")))).isEmpty();
		assertThat(this.deadLetters.setAside(List.of())).isEmpty();
		assertThat(output.getOut().split("cannot be written to", -1)).as("said when it begins").hasSize(2);
		assertThat(output).doesNotContain("can be written to again");
		assertThat(this.meters.get("invoices.dead.lettered").tag("reason", "unreadable").counter().count()).isZero();
	}

	@Test
	void oneThatIsTooLargeHoldsUpNoOther() {
		DeadLetter large = letter("x".repeat(3 * 1024 * 1024), "why");
		DeadLetter good = letter("not JSON", "why");

		assertThat(this.deadLetters.setAside(List.of(large, good))).containsExactly(good.message());
	}

	@Test
	void oneThatIsNotTakenHoldsUpNoOther() {
		DeadLetter good = letter("not JSON", "why");
		DeadLetter bad = letter("\u0001 is no character of XML", "why");

		assertThat(this.deadLetters.setAside(List.of(bad, good))).containsExactly(good.message());
	}

	@Test
	void tenThatAreTooLargeForOneCallAreAllSetAside() {
		List<DeadLetter> letters = Stream.generate(() -> letter("x".repeat(60_000), "why")).limit(10).toList();

		assertThat(this.deadLetters.setAside(letters)).hasSize(10);
	}

	private static DeadLetter letter(String body, String detail) {
		return new DeadLetter(new GenericMessage<>(body), new Outcome.Refused(Reason.UNREADABLE, detail));
	}

}
