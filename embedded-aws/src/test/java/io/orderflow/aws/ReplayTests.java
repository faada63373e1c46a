package io.orderflow.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.StartReplayResponse;
import software.amazon.awssdk.services.sqs.model.Message;

import static io.orderflow.aws.Clients.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReplayTests {

	private static final String ARN = "arn:aws:events:eu-central-1:000000000000:";

	private static final String ARCHIVE = ARN + "archive/orders-archive";

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private EmbeddedAws aws = start(1);

	private Clients clients = Clients.of(this.aws);

	@AfterEach
	void stop() {
		this.clients.close();
		this.aws.close();
	}

	@Test
	void theEventsOfATimeComeAgainAsTheyWereWithTheNameOfTheReplay() {
		for (int seconds : new int[] { 4, 1, 2, 3, 0 }) {
			this.clients.put(order(seconds));
		}
		List<String> before = bodies("invoices");
		StartReplayResponse started = replay("again", NOON.plusSeconds(1), NOON.plusSeconds(4));
		assertThat(started.replayArn()).isEqualTo(ARN + "replay/again");
		assertThat(started.state()).isEqualTo(ReplayState.STARTING);
		DescribeReplayResponse replay = await("again");
		assertThat(replay.state()).isEqualTo(ReplayState.COMPLETED);
		assertThat(replay.eventSourceArn()).isEqualTo(ARCHIVE);
		assertThat(replay.destination().arn()).isEqualTo(ARN + "event-bus/orders");
		assertThat(replay.eventStartTime()).isEqualTo(NOON.plusSeconds(1));
		assertThat(replay.eventLastReplayedTime()).isEqualTo(NOON.plusSeconds(3));
		assertThat(replay.replayEndTime()).isBetween(started.replayStartTime(), Instant.now());
		assertThat(bodies("invoices"))
			.containsExactlyInAnyOrderElementsOf(before.stream()
				.filter((event) -> event.matches(".*T12:00:0[123]Z.*"))
				.map((event) -> "{\"replay-name\":\"again\"," + event.substring(1))
				.toList())
			.hasSize(3);
	}

	@Test
	void whatWasReplayedIsNotArchivedOnceMore() {
		this.clients.put(order(0));
		replay("first", NOON, NOON.plusSeconds(1));
		await("first");
		replay("second", NOON, NOON.plusSeconds(1));
		await("second");
		assertThat(bodies("invoices")).hasSize(3);
	}

	@Test
	void aFilterLetsItsRulesAloneHaveTheEvents() {
		this.clients.put(order(0),
				order(0).toBuilder().source("demo.invoices").detailType("InvoiceIssued").detail("{}").build());
		replay("filtered", NOON, NOON.plusSeconds(1), ARN + "rule/orders/order-updates-invoice-issued");
		await("filtered");
		assertThat(this.clients.size("order-updates")).isEqualTo(2);
		assertThat(this.clients.size("invoices")).isOne();
		assertRefused("Parameter Destination.FilterArns is not valid",
				() -> replay("typo", NOON, NOON.plusSeconds(1), ARN + "rule/orders/nobodys"));
	}

	@Test
	void anEventThatWasRefusedIsNotArchived() {
		this.aws.faults().failEntries(1, "InternalFailure");
		this.clients.put(order(0));
		this.aws.faults().clear();
		this.clients.put(orderPlaced("{\"state\":\"cancelled\"}").toBuilder().time(NOON).build());
		replay("none", NOON, NOON.plusSeconds(1));
		assertThat(await("none").state()).isEqualTo(ReplayState.COMPLETED);
		assertThat(this.clients.size("invoices")).isZero();
	}

	@Test
	void whatNoQueueTakesEndsTheReplayAsFailed() {
		this.clients.put(order(0));
		for (String queue : List.of("invoices", "invoices-undelivered")) {
			this.clients.sqs().deleteQueue((request) -> request.queueUrl(this.clients.url(queue)));
		}
		replay("lost", NOON, NOON.plusSeconds(1));
		DescribeReplayResponse replay = await("lost");
		assertThat(replay.state()).isEqualTo(ReplayState.FAILED);
		assertThat(replay.stateReason()).contains("invoices did not take an event");
	}

	@Test
	void theOldestEventsAreDroppedWhenAMegabyteIsFull() {
		String large = "{\"state\":\"created\",\"text\":\"" + "x".repeat(200 * 1024) + "\"}";
		for (int second = 0; second < 6; second++) {
			this.clients.put(orderPlaced(large).toBuilder().time(NOON.plusSeconds(second)).build());
		}
		this.clients.receive("invoices");
		replay("newest", NOON, NOON.plusSeconds(10));
		await("newest");
		assertThat(bodies("invoices")).hasSize(5)
			.noneMatch((event) -> event.contains("\"time\":\"2026-11-23T12:00:00Z\""));
	}

	@Test
	void anArchiveOrReplayThatIsNotThereIsNamed() {
		assertRefused("Archive " + ARCHIVE + "s does not exist; there are [" + ARCHIVE + "]",
				() -> this.clients.eventBridge()
					.startReplay((request) -> request.replayName("a")
						.eventSourceArn(ARCHIVE + "s")
						.eventStartTime(NOON)
						.eventEndTime(NOON.plusSeconds(1))
						.destination((to) -> to.arn(ARN + "event-bus/orders"))));
		assertThatExceptionOfType(ResourceNotFoundException.class)
			.isThrownBy(() -> this.clients.eventBridge().describeReplay((request) -> request.replayName("a")))
			.withMessageContaining("Replay a does not exist");
	}

	@Test
	void theNameOfAReplayIsTakenOnce() {
		replay("taken", NOON, NOON.plusSeconds(1));
		assertThatExceptionOfType(ResourceAlreadyExistsException.class)
			.isThrownBy(() -> replay("taken", NOON, NOON.plusSeconds(1)))
			.withMessageContaining("Replay taken already exists.");
	}

	@Test
	void whatIsWrongWithACallIsNamed() {
		assertRefused("EventStartTime must be before EventEndTime", () -> replay("a", NOON, NOON));
		assertRefused("Parameter ReplayName is not valid", () -> replay("a b", NOON, NOON.plusSeconds(1)));
		assertRefused("Cross event bus replay is not permitted, from the bus orders",
				() -> this.clients.eventBridge()
					.startReplay((request) -> request.replayName("a")
						.eventSourceArn(ARCHIVE)
						.eventStartTime(NOON)
						.eventEndTime(NOON.plusSeconds(1))
						.destination((to) -> to.arn(ARN + "event-bus/default"))));
	}

	@Test
	void nothingIsKeptUnlessAskedFor() {
		stop();
		this.aws = start(0);
		this.clients = Clients.of(this.aws);
		this.clients.put(order(0));
		assertRefused("is not kept here; start with --archive=MEGABYTES",
				() -> replay("off", NOON, NOON.plusSeconds(1)));
		assertThat(EmbeddedAwsOptions.defaults().archiveMegabytes()).isZero();
	}

	private static void assertRefused(String message, Runnable call) {
		assertThatExceptionOfType(EventBridgeException.class).isThrownBy(call::run)
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
	}

	private static PutEventsRequestEntry order(int seconds) {
		return orderPlaced("{\"state\":\"created\"}").toBuilder().time(NOON.plusSeconds(seconds)).build();
	}

	private StartReplayResponse replay(String name, Instant from, Instant to, String... rules) {
		return this.clients.eventBridge()
			.startReplay((request) -> request.replayName(name)
				.eventSourceArn(ARCHIVE)
				.eventStartTime(from)
				.eventEndTime(to)
				.destination((destination) -> destination.arn(ARN + "event-bus/orders")
					.filterArns(rules.length > 0 ? List.of(rules) : null)));
	}

	/** Waits for its end. */
	private DescribeReplayResponse await(String replay) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> this.clients.eventBridge().describeReplay((request) -> request.replayName(replay)),
					(answer) -> answer.replayEndTime() != null);
	}

	private List<String> bodies(String queue) {
		return this.clients.receive(queue).stream().map(Message::body).toList();
	}

	private static EmbeddedAws start(int megabytes) {
		return EmbeddedAws.start(new EmbeddedAwsOptions(0, 0, null, List.of(), "eu-central-1", megabytes));
	}

}
