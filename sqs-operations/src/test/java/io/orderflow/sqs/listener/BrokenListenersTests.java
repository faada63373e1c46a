package io.orderflow.sqs.listener;

import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.sqs.Database;
import io.orderflow.sqs.Infrastructure;
import io.orderflow.sqs.Instance;
import io.orderflow.sqs.Settings;
import io.orderflow.sqs.TestApplication.Heard;
import io.orderflow.sqs.TestQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Listeners, queues and database broken each way, and what is said of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class BrokenListenersTests {

	private final Database database = Infrastructure.newDatabase();

	private final TestQueue work = TestQueue.create(Map.of());

	private final TestQueue dead = TestQueue.create(Map.of());

	private final Map<String, String> settings = Settings.of(this.database, this.work.name(), this.dead.name());

	@Test
	void oneThatIsPausedAtTheStartDoesNotPollUntilItIsResumed() {
		pause("work");
		this.work.send("one");

		try (Instance instance = Instance.start(this.settings)) {
			await().until(() -> instance.bean(Polls.class).of(this.dead.name()).endedAt() != null);
			assertThat(instance.bean(MessageListenerContainerRegistry.class).getContainerById("work").isRunning())
				.isFalse();
			assertThat(instance.bean(Polls.class).of(this.work.name()).endedAt()).isNull();
			assertThat(instance.health("listeners")).isEqualTo(Status.OUT_OF_SERVICE);

			instance.bean(PausedListeners.class).remove("work");

			await().until(() -> instance.bean(Heard.class).bodies().equals(List.of("one")));
			assertThat(instance.health("listeners")).isEqualTo(Status.UP);
		}
	}

	@Test
	void aPauseHoldsForAllInstances() {
		try (Instance one = Instance.start(this.settings); Instance other = Instance.start(this.settings)) {
			one.http()
				.post()
				.uri("/actuator/listeners/work")
				.header("Content-Type", "application/json")
				.body("{\"action\":\"pause\",\"because\":\"a test\"}")
				.exchange()
				.expectStatus()
				.isOk();

			await().until(() -> !isRunning(one, "work") && !isRunning(other, "work"));
			assertThat(other.shownHealth("listeners")).contains("paused since", "a test");
		}
	}

	@Test
	void whileTheDatabaseIsAwayWhatIsPausedStaysSo(CapturedOutput output) {
		this.database.migrated();
		try (Instance instance = Instance.start(this.settings)) {
			pause("work");
			// Longer than a poll waits: the last one has ended.
			await().until(() -> instance.bean(Listeners.class).find("work").orElseThrow().silence().toMillis() > 1500);
			this.database.takeAway();
			try {
				this.work.send("one");
				await().until(() -> output.getOut().contains("cannot be read which listeners are paused"));
				await().during(Duration.ofSeconds(3)).until(() -> !isRunning(instance, "work"));
				assertThat(instance.bean(Heard.class).bodies()).isEmpty();
				assertThat(output.getOut().split("cannot be read which listeners are paused", -1)).hasSize(2);
			}
			finally {
				this.database.bringBack();
			}
			await().ignoreExceptions().until(() -> instance.bean(PausedListeners.class).remove("work"));
			await().until(() -> instance.bean(Heard.class).bodies().equals(List.of("one")));
		}
	}

	@Test
	void aQueueThatIsDeletedIsSaidToBeMissingAndItsListenerToBeStalled(CapturedOutput output) {
		try (Instance instance = Instance.start(this.settings)) {
			await().until(() -> instance.health("queues").equals(Status.UP));
			MeterRegistry meters = instance.bean(MeterRegistry.class);
			await().until(() -> visible(meters) == 0);

			this.work.delete();

			await().until(() -> instance.health("queues").equals(Status.DOWN));
			assertThat(instance.shownHealth("queues")).contains("Queue " + this.work.name() + " does not exist",
					"\"fix\":\"Make it as it was");
			await().until(() -> Double.isNaN(visible(meters)));
			await().until(() -> instance.health("listeners").equals(Status.DOWN));
			assertThat(instance.shownHealth("listeners")).contains("\"work\":\"stalled\"",
					"No poll of listener work has ended for", "\"fix\":\"");
			assertThat(output.getOut().split("does not say how much is in it", -1)).hasSize(2);

			TestQueue.SQS.createQueue((again) -> again.queueName(this.work.name())).join();
			this.work.send("one");

			// The embedded SQS answers a poll of a queue that was deleted after 21 s.
			await().atMost(Duration.ofMinutes(1))
				.until(() -> instance.bean(Heard.class).bodies().equals(List.of("one")));
			await().until(() -> instance.health("queues").equals(Status.UP)
					&& instance.health("listeners").equals(Status.UP));
		}
	}

	@Test
	void whatHangsIsSaidToBeStalled() {
		try (Instance instance = Instance.start(this.settings,
				Map.of("spring.cloud.aws.sqs.listener.max-concurrent-messages", "1",
						"spring.cloud.aws.sqs.listener.max-messages-per-poll", "1"))) {
			await().until(() -> instance.health("listeners").equals(Status.UP));
			instance.bean(Heard.class).hangs();
			this.work.send("one");

			await().until(() -> instance.health("listeners").equals(Status.DOWN));
			assertThat(instance.shownHealth("listeners")).contains("\"work\":\"stalled\"", "hangs",
					"Take a thread dump");
			assertThat(age(instance.bean(MeterRegistry.class))).as("nobody polls").isNaN();

			instance.bean(Heard.class).goesOn();
			await().until(() -> instance.health("listeners").equals(Status.UP));
		}
	}

	@Test
	void whileMessagesWaitForTheDatabaseThatIsWhatIsSaid() {
		try (Instance instance = Instance.start(this.settings)) {
			await().until(() -> instance.health("listeners").equals(Status.UP));
			this.database.takeAway();
			try {
				this.dead.send("one");
				await().until(() -> instance.health("listeners").equals(Status.DOWN));
				assertThat(instance.shownHealth("listeners")).contains("\"dead-letters\":\"stalled\"",
						"it holds messages until the database is back", "PostgreSQL");
			}
			finally {
				this.database.bringBack();
			}
			await().ignoreExceptions().until(() -> instance.health("listeners").equals(Status.UP));
		}
	}

	@Test
	void aServiceThatNeedsItsQueuesDoesNotStartWithoutThem() {
		assertThatThrownBy(() -> Instance.start(this.settings, Map.of("dead-letters.queues", "nowhere")))
			.hasStackTraceContaining("queue nowhere");
	}

	@Test
	void aServiceThatDoesWithoutItsQueuesStartsAndListensOnceAllAreThere(CapturedOutput output) {
		String later = "later-" + UUID.randomUUID();
		this.dead.send("one");
		try (Instance instance = Instance.start(this.settings,
				Map.of("dead-letters.auto-startup", "false", "dead-letters.queues", this.dead.name() + "," + later))) {
			await().untilAsserted(() -> assertThat(instance.shownHealth("listeners")).contains("\"status\":\"DOWN\"",
					"\"dead-letters\":\"stopped\"", "Listener dead-letters cannot start",
					"\"fix\":\"See that all its queues are there"));
			assertThat(instance.health("queues")).isEqualTo(Status.DOWN);

			TestQueue.SQS.createQueue((queue) -> queue.queueName(later)).join();

			await().until(() -> instance.health("listeners").equals(Status.UP)
					&& instance.health("queues").equals(Status.UP));
			await().until(() -> this.dead.size() == 0);
			assertThat(output.getOut().split("Listener dead-letters cannot start", -1)).hasSize(2);
		}
	}

	@Test
	void sqsThatCannotBeReachedIsSaidToBeAndHoldsUpNeitherStartNorStop() throws Exception {
		String nowhere;
		try (ServerSocket socket = new ServerSocket(0)) {
			nowhere = "http://127.0.0.1:" + socket.getLocalPort();
		}
		try (Instance instance = Instance.start(this.settings, Map.of("spring.cloud.aws.sqs.endpoint", nowhere,
				"spring.cloud.aws.sqs.listener.auto-startup", "false", "dead-letters.auto-startup", "false"))) {
			assertThat(instance.health("queues")).isEqualTo(Status.DOWN);
			assertThat(instance.shownHealth("queues")).contains("cannot be reached", "AWS_ENDPOINT_URL_SQS");
		}
	}

	@Test
	void aPollMustNotWaitUntilItsListenerCountsAsStalled() {
		assertThatThrownBy(() -> Instance.start(this.settings, Map.of("sqs.operations.stalled-after", "1s")))
			.hasStackTraceContaining("sqs.operations.stalled-after=PT1S must be more than a poll of listener");
	}

	private double visible(MeterRegistry meters) {
		return meters.get("sqs.queue.messages").tags("queue", this.work.name(), "state", "visible").gauge().value();
	}

	private double age(MeterRegistry meters) {
		return meters.get("sqs.queue.age").tag("queue", this.work.name()).gauge().value();
	}

	private static boolean isRunning(Instance instance, String listener) {
		return instance.bean(MessageListenerContainerRegistry.class).getContainerById(listener).isRunning();
	}

	private void pause(String listener) {
		new PausedListeners(JdbcClient.create(this.database.migrated())).add(listener,
				new Pause(Instant.parse("2026-11-26T03:00:00Z"), "ada", "a test"));
	}

}
