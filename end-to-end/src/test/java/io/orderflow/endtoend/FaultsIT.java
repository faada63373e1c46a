package io.orderflow.endtoend;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What users see while AWS or PostgreSQL is faulty, and that all is well afterwards
 * without a restart. A fault lasts for {@code faults.spell} (ISO 8601), two seconds
 * unless set; {@code end-to-end/fault-test} lets it last for minutes.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FaultsIT {

	/**
	 * 3 s for a connection and 6 s of silence, or 5 s of a transaction, and 1 s for a
	 * busy machine.
	 */
	private static final Duration PROMISE = Duration.ofSeconds(10);

	private static final Trial.Step NOTHING = () -> {
	};

	private Trial trial;

	@BeforeAll
	void start() throws Exception {
		this.trial = new Trial();
		visibilityTimeout(5);
		// The first requests of a process are slow for reasons of their own.
		assertThat(this.trial.during("no fault", NOTHING, () -> true, NOTHING).of("POST order")).containsExactly("201");
	}

	@AfterEach
	void rest() {
		this.trial.users.rest();
	}

	@AfterAll
	void stop() throws IOException {
		if (this.trial != null) {
			this.trial.close();
		}
	}

	// AWS

	@Test
	void thirtyPercentOfTheEntriesFail() throws Exception {
		ordersAreTaken(duringAws("30 % of entries failed", () -> new FailedEntries("InternalFailure", 0.3)));
	}

	@Test
	void thirtyPercentOfTheCallsFail() throws Exception {
		ordersAreTaken(duringAws("30 % of calls failed", () -> AwsFault.error(500, "InternalFailure").share(0.3)));
	}

	@Test
	void awsThrottlesCalls() throws Exception {
		ordersAreTaken(duringAws("throttled calls", () -> AwsFault.error(400, "ThrottlingException")));
	}

	@Test
	void awsThrottlesEntries() throws Exception {
		ordersAreTaken(duringAws("throttled entries", () -> new FailedEntries("ThrottlingException", 1)));
	}

	@Test
	void awsAnswersAfterFiveSeconds() throws Exception {
		ordersAreTaken(duringAws("latency of 5 s", () -> AwsFault.delay(Duration.ofSeconds(5))));
	}

	@Test
	void connectionsAreCutAfterTheRequestWasTaken() throws Exception {
		ordersAreTaken(duringAws("connections cut after the request was taken", () -> AwsFault.CUT_AFTER.share(0.5)));
	}

	@Test
	void anAnswerNeverComes() throws Exception {
		ordersAreTaken(duringAws("no answer", () -> AwsFault.SILENCE));
	}

	@Test
	void everythingComesTwiceAndOutOfOrder() throws Exception {
		EverythingTwice everythingTwice = new EverythingTwice();
		ordersAreTaken(
				this.trial.during("everything twice", () -> this.trial.queue.on("ReceiveMessage", everythingTwice),
						() -> everythingTwice.repeated() >= 20, this.trial.queue::clear));
	}

	@Test
	void eventBridgeIsDown() throws Exception {
		int before = this.trial.eventBridge.calls("PutEvents");
		ordersAreTaken(this.trial.during("EventBridge down", () -> this.trial.eventBridge.onOthers(AwsFault.CUT_BEFORE),
				() -> this.trial.eventBridge.calls("PutEvents") > before + 5, this.trial.eventBridge::clear));
	}

	@Test
	void theCredentialsHaveExpired() throws Exception {
		ordersAreTaken(duringAws("expired credentials", () -> AwsFault.error(400, "ExpiredTokenException")));
	}

	@Test
	void callsAreNotAuthorized() throws Exception {
		ordersAreTaken(duringAws("calls refused", () -> AwsFault.error(400, "AccessDeniedException")));
	}

	@Test
	void entriesAreNotAuthorized() throws Exception {
		ordersAreTaken(duringAws("entries refused", () -> new FailedEntries("AccessDeniedException", 1)));
	}

	@Test
	void visibilityTimeoutsRunOutWhileABatchWaitsForALock() throws Exception {
		visibilityTimeout(1);
		double before = duplicates();
		try {
			ordersAreTaken(this.trial.during("visibility timeouts run out", NOTHING, () -> {
				Connection lock = this.trial.postgres.hold("invoices", "lock table invoice_series");
				try {
					await().until(this::aBatchHasWaitedForLongerThanItsMessagesAreHidden);
				}
				finally {
					lock.close();
				}
				return duplicates() > before;
			}, NOTHING));
		}
		finally {
			visibilityTimeout(5);
		}
	}

	private boolean aBatchHasWaitedForLongerThanItsMessagesAreHidden() {
		return this.trial.postgres.jdbc("postgres").sql("""
				select exists (select from pg_stat_activity where datname = 'invoices' and wait_event_type = 'Lock'
					and clock_timestamp() - query_start > interval '1.2 seconds')
				""").query(Boolean.class).single();
	}

	@Test
	void theEmptyQueueIsDeletedAndMadeAgain() throws Exception {
		String queue = this.trial.sqs.getQueueUrl((request) -> request.queueName("invoices")).queueUrl();
		Trial.await().until(() -> this.trial.pipeline.depth("invoices") == 0);
		Map<QueueAttributeName, String> attributes = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "5");
		this.trial.sqs.deleteQueue((request) -> request.queueUrl(queue));
		int before = this.trial.queue.calls("ReceiveMessage");
		Trial.await().until(() -> this.trial.queue.calls("ReceiveMessage") > before + 2);
		this.trial.sqs.createQueue((request) -> request.queueName("invoices").attributes(attributes));
		ordersAreTaken(this.trial.during("queue deleted and made again", NOTHING, () -> true, NOTHING));
	}

	// PostgreSQL

	@Test
	void postgresqlIsRestarted() throws Exception {
		usersAreToldToComeBack(this.trial.during("PostgreSQL restarted", this.trial.postgres::stop,
				refused("POST order"), this.trial.postgres::start));
	}

	@Test
	void allConnectionsAreCut() throws Exception {
		honest(this.trial.during("connections cut",
				() -> this.trial.postgres.jdbc("postgres")
					.sql("select pg_terminate_backend(pid) from pg_stat_activity"
							+ " where pid <> pg_backend_pid() and backend_type = 'client backend'")
					.query(Boolean.class)
					.list(),
				() -> true, NOTHING));
	}

	@Test
	void theDiskIsFull() throws Exception {
		assumeTrue(this.trial.disk.isMounted(), "SKIPPED: a full disk needs the right to mount one, as root has it");
		usersAreToldToComeBack(this.trial.during("disk full", this.trial.disk::fill, refused("POST order"), () -> {
			this.trial.disk.free();
			this.trial.postgres.startIfEnded();
		}));
	}

	@Test
	void postgresqlIsReadOnly() throws Exception {
		usersAreToldToComeBack(this.trial.during("PostgreSQL read-only", () -> readOnly("on"), refused("POST order"),
				() -> readOnly("off")));
	}

	@Test
	void someoneElseHoldsALockOnOrders() throws Exception {
		try (Connection lock = this.trial.postgres.hold("orders", "lock table orders")) {
			usersAreToldToComeBack(this.trial.during("orders locked", NOTHING, refused("POST order"), lock::close));
		}
	}

	@Test
	void someoneElseHoldsALockOnTheOutbox() throws Exception {
		try (Connection lock = this.trial.postgres.hold("orders", "lock table eventbridge_outbox")) {
			usersAreToldToComeBack(this.trial.during("outbox locked", NOTHING, refused("POST order"), lock::close));
		}
	}

	@Test
	void someoneElseHoldsALockOnInvoices() throws Exception {
		try (Connection lock = this.trial.postgres.hold("invoices", "lock table invoice_series, invoices")) {
			Sightings seen = this.trial.during("invoices locked", NOTHING, refused("GET invoices"), lock::close);
			honest(seen);
			assertThat(seen.of("POST order")).containsExactly("201");
		}
	}

	@Test
	void postgresqlStandsStill() throws Exception {
		usersAreToldToComeBack(this.trial.during("PostgreSQL stopped with SIGSTOP", this.trial.postgres::freeze,
				refused("POST order"), this.trial.postgres::thaw));
	}

	private Sightings duringAws(String what, Supplier<AwsFault> fault) throws Exception {
		int puts = this.trial.eventBridge.calls("PutEvents");
		int receives = this.trial.queue.calls("ReceiveMessage");
		return this.trial.during(what, () -> {
			this.trial.eventBridge.onOthers(fault.get());
			this.trial.queue.onOthers(fault.get());
		}, () -> this.trial.eventBridge.calls("PutEvents") > puts + 1
				&& this.trial.queue.calls("ReceiveMessage") > receives + 1, () -> {
					this.trial.eventBridge.clear();
					this.trial.queue.clear();
				});
	}

	private Callable<Boolean> refused(String what) {
		return () -> this.trial.users.seen().count(what, "503") > 0;
	}

	/** AWS alone is faulty: nobody who orders or looks notices. */
	private static void ordersAreTaken(Sightings seen) {
		assertThat(seen.of("POST order")).containsExactly("201");
		assertThat(seen.of("GET orders")).containsExactly("200");
		assertThat(seen.of("GET invoices")).containsExactly("200");
		honest(seen);
	}

	private static void usersAreToldToComeBack(Sightings seen) {
		assertThat(seen.of("POST order")).contains("503");
		honest(seen);
	}

	/** Everything is answered in time, with its result or 503. */
	private static void honest(Sightings seen) {
		assertThat(seen.of("POST order")).isSubsetOf("201", "503");
		assertThat(seen.of("GET orders")).isSubsetOf("200", "503");
		assertThat(seen.of("GET invoices")).isSubsetOf("200", "503");
		assertThat(seen.of("liveness of order-api")).containsExactly("200");
		assertThat(seen.of("liveness of invoice-worker")).containsExactly("200");
		assertThat(seen.slowest()).isLessThan(PROMISE);
	}

	private void readOnly(String value) {
		this.trial.postgres.jdbc("postgres").sql("alter system set default_transaction_read_only = " + value).update();
		this.trial.postgres.jdbc("postgres").sql("select pg_reload_conf()").query(Boolean.class).single();
	}

	private void visibilityTimeout(int seconds) {
		String queue = this.trial.sqs.getQueueUrl((request) -> request.queueName("invoices")).queueUrl();
		this.trial.sqs.setQueueAttributes((request) -> request.queueUrl(queue)
			.attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(seconds))));
	}

	private double duplicates() {
		return Http.get(this.trial.pipeline.worker.uri("/actuator/prometheus"))
			.body()
			.lines()
			.filter((line) -> line.startsWith("invoices_duplicates_total"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

}
