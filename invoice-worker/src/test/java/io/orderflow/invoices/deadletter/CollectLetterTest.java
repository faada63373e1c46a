package io.orderflow.invoices.deadletter;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.invoices.Backing;
import io.orderflow.invoices.UnexpectedAcknowledgement;
import io.orderflow.invoices.intake.DatabaseOutage;
import io.orderflow.invoices.intake.OrderEventReader;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to a message that comes again, and to one that SQS itself moved.
 */
class CollectLetterTest {

	private static final LetterFilter ALL = new LetterFilter(null, null, null, true, null);

	private final StoredLetters letters = new StoredLetters(JdbcClient.create(Backing.newDatabase().migrated()),
			Clock.systemUTC(), JsonMapper.shared());

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final DeadLetterListener listener = new DeadLetterListener(
			new CollectLetter(this.letters, new OrderEventReader(), new LetterMetrics(this.meters)),
			new DatabaseOutage());

	@Test
	void aCrashBetweenStoringAndDeletingStoresNothingTwice() {
		TestQueue queue = TestQueue.create(Map.of());
		queue.send("not JSON");

		receive(queue.receive(), new Acknowledgements((messages) -> {
			throw new IllegalStateException("killed");
		}));
		assertThat(this.letters.list(ALL, 10)).hasSize(1);
		List<Message<String>> again = queue.receive();
		assertThat(again).hasSize(1);
		Acknowledgements acknowledged = new Acknowledgements(
				(messages) -> assertThat(messages).containsExactlyElementsOf(again));
		receive(again, acknowledged);

		assertThat(acknowledged.called()).isTrue();
		assertThat(this.letters.list(ALL, 10)).hasSize(1);
		assertThat(this.meters.get("invoices.dead.letters.collected").counter().count()).isEqualTo(1);
	}

	@Test
	void aTwinInAnotherQueueIsAnotherLetter() {
		for (TestQueue queue : List.of(TestQueue.create(Map.of()), TestQueue.create(Map.of()))) {
			queue.send("not JSON");
			receive(queue.receive(), new Acknowledgements((messages) -> assertThat(messages).hasSize(1)));
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

	private void receive(List<Message<String>> messages, Acknowledgements acknowledgements) {
		this.listener.receive(messages, acknowledgements, (seconds) -> CompletableFuture.completedFuture(null));
	}

	private static final class Acknowledgements extends UnexpectedAcknowledgement {

		private final Consumer<Collection<Message<String>>> deletion;

		private boolean called;

		Acknowledgements(Consumer<Collection<Message<String>>> deletion) {
			this.deletion = deletion;
		}

		boolean called() {
			return this.called;
		}

		@Override
		public void acknowledge(Collection<Message<String>> messages) {
			this.called = true;
			this.deletion.accept(messages);
		}

	}

}
