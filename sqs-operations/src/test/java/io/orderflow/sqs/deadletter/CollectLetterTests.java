package io.orderflow.sqs.deadletter;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.awspring.cloud.sqs.listener.acknowledgement.BatchAcknowledgement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.sqs.HeldBatches;
import io.orderflow.sqs.Infrastructure;
import io.orderflow.sqs.TestQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * What happens to a message that comes again, and to one that SQS itself moved.
 */
@ExtendWith({ MockitoExtension.class, OutputCaptureExtension.class })
class CollectLetterTests {

	private static final LetterFilter ALL = new LetterFilter(null, null, null, true, null);

	private final StoredLetters letters = new StoredLetters(JdbcClient.create(Infrastructure.newDatabase().migrated()),
			Clock.systemUTC());

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final DeadLetterListener listener = new DeadLetterListener(new CollectLetter(this.letters,
			(body) -> Optional.empty(), new LetterMetrics(this.meters, List.of(), Clock.systemUTC())),
			new HeldBatches());

	@Mock
	private BatchAcknowledgement<String> acknowledgement;

	@Test
	void aCrashBetweenStoringAndDeletingStoresNothingTwice() {
		TestQueue queue = TestQueue.create(Map.of());
		queue.send("not JSON");

		willThrow(new IllegalStateException("killed")).willDoNothing().given(this.acknowledgement).acknowledge(any());
		receive(queue.receive());
		assertThat(this.letters.list(ALL, 10)).hasSize(1);
		List<Message<String>> again = queue.receive();
		assertThat(again).hasSize(1);
		receive(again);

		then(this.acknowledgement).should().acknowledge(again);
		assertThat(this.letters.list(ALL, 10)).hasSize(1);
		assertThat(this.meters.get("dead.letters.collected").counter().count()).isEqualTo(1);
	}

	@Test
	void thatNothingCanBeDeletedIsSaidWhenItBeginsAndWhenItEnds(CapturedOutput output) {
		TestQueue queue = TestQueue.create(Map.of());
		queue.send("not JSON");
		List<Message<String>> messages = queue.receive();

		willThrow(new IllegalStateException("away")).willThrow(new IllegalStateException("away"))
			.willDoNothing()
			.given(this.acknowledgement)
			.acknowledge(any());
		for (int i = 0; i < 4; i++) {
			receive(messages);
		}

		assertThat(output.getOut().split("cannot be deleted from their queues", -1)).hasSize(2);
		assertThat(output.getOut().split("can be deleted from their queues again", -1)).hasSize(2);
	}

	@Test
	void aTwinInAnotherQueueIsAnotherLetter() {
		for (TestQueue queue : List.of(TestQueue.create(Map.of()), TestQueue.create(Map.of()))) {
			queue.send("not JSON");
			receive(queue.receive());
		}

		assertThat(this.letters.list(ALL, 10)).hasSize(2);
	}

	@Test
	void whatSqsItselfMovedAfterTooManyReceivesIsSaidToBeThat() {
		TestQueue dead = TestQueue.create(Map.of());
		String arn = "arn:aws:sqs:eu-central-1:000000000000:" + dead.name();
		TestQueue queue = TestQueue.create(Map.of(QueueAttributeName.REDRIVE_POLICY,
				"{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}".formatted(arn)));
		queue.send("{}");

		Message<String> moved = await().until(() -> {
			queue.receive();
			return dead.receive();
		}, (messages) -> !messages.isEmpty()).get(0);

		assertThat(CollectedLetter.of(moved, Optional.empty()).reason()).isEqualTo("too_many_receives");
	}

	private void receive(List<Message<String>> messages) {
		this.listener.receive(messages, this.acknowledgement, (seconds) -> CompletableFuture.completedFuture(null));
	}

}
