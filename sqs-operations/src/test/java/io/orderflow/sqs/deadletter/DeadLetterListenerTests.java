package io.orderflow.sqs.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.sqs.OperatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * From the dead-letter queues into the table, with everything real.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterListenerTests extends OperatedTest {

	private static final LetterFilter ALL = new LetterFilter(null, null, null, true, null);

	@Autowired
	private StoredLetters letters;

	@Autowired
	private MeterRegistry meters;

	@Test
	void whatTheServiceSetAsideIsStoredWithItsReasonAndDeleted() {
		UUID order = UUID.randomUUID();
		double before = this.meters.get("dead.letters.collected").counter().count();

		DEAD.sendWithAttributes(order.toString(), Map.of("reason", "unsupported_version", "reason-detail", "is 2"));

		Letter letter = awaitOne();
		assertThat(letter.queue()).isEqualTo(DEAD.name());
		assertThat(letter.reason()).isEqualTo("unsupported_version");
		assertThat(letter.detail()).isEqualTo("is 2");
		assertThat(letter.orderId()).isEqualTo(order);
		assertThat(letter.envelope()).isEqualTo(order.toString());
		assertThat(letter.state()).isEqualTo(LetterState.WAITING);
		assertThat(letter.sentAt()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		assertThat(letter.collectedAt()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		await().until(() -> DEAD.size() == 0);
		assertThat(this.meters.get("dead.letters.collected").counter().count()).isEqualTo(before + 1);
	}

	@Test
	void whatTheRuleCouldNotDeliverIsStoredWithWhatEventBridgeSaysOfIt() {
		Map<String, String> attributes = Map.of("ERROR_CODE", "NO_RESOURCE", "ERROR_MESSAGE",
				"The specified queue does not exist.", "RULE_ARN",
				"arn:aws:events:eu-central-1:000000000000:rule/orders/invoices-order-placed", "TARGET_ARN",
				"arn:aws:sqs:eu-central-1:000000000000:invoices", "EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts",
				"RETRY_ATTEMPTS", "185");
		String event = "{\"detail\":{}}";

		UNDELIVERED.sendWithAttributes(event, attributes);

		Letter letter = awaitOne();
		assertThat(letter.queue()).isEqualTo(UNDELIVERED.name());
		assertThat(letter.reason()).isEqualTo("NO_RESOURCE");
		assertThat(letter.detail()).isEqualTo("The specified queue does not exist.");
		assertThat(letter.attributes()).isEqualTo(attributes);
		assertThat(letter.envelope()).isEqualTo(event);
	}

	@Test
	void whateverLiesThereIsStoredToTheLetter() {
		List<String> bodies = List.of("not JSON", "{\"a\":\"\\u0000\",\"b\":\"\\ud800\"}", " \t\r\n ",
				"\uD83D\uDE00\uFFFD", "{".repeat(5000), "x".repeat(200_000),
				"\u0085\u2028\u202E'; drop table dead_letters; --", "null", "[]");

		bodies.forEach(DEAD::send);

		await().until(() -> this.letters.list(ALL, 100).size() == bodies.size());
		assertThat(this.letters.list(ALL, 100)).extracting((letter) -> this.letters.find(letter.id()).get().envelope())
			.containsExactlyInAnyOrderElementsOf(bodies);
		assertThat(this.letters.list(ALL, 100)).extracting(Letter::reason).containsOnly("unknown");
	}

	@Test
	void attributesThatMeanSomethingToSpringOrToNobodyChangeNothing() {
		DEAD.sendWithAttributes("one", Map.of("id", "1", "JavaType", "no.such.Type", "contentType", "?/?"));
		DEAD.sendWithAttributes("two", Map.of("reason", "no code,\r\nbut a line in the log"));

		await().until(() -> this.letters.list(ALL, 100).size() == 2);
		assertThat(this.letters.list(ALL, 100)).extracting(Letter::reason).containsOnly("unknown");
	}

	@Test
	void whileTheDatabaseIsAwayTheyStayInTheQueueAndLaterAllAreStored(CapturedOutput output) {
		DATABASE.takeAway();
		try {
			for (int i = 0; i < 25; i++) {
				DEAD.send("letter " + i);
			}
			await().until(() -> output.getOut().contains("The database cannot be worked with"));
			assertThat(DEAD.size()).isEqualTo(25);
		}
		finally {
			DATABASE.bringBack();
		}

		await().ignoreExceptions().until(() -> this.letters.list(ALL, 100).size() == 25);
	}

	private Letter awaitOne() {
		Letter listed = await().until(() -> this.letters.list(ALL, 100), (letters) -> !letters.isEmpty()).get(0);
		return this.letters.find(listed.id()).orElseThrow();
	}

}
