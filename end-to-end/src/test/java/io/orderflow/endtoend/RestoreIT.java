package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a point-in-time restore of either database does, and that what RELIABILITY.md
 * tells the operator to run puts it right. A real one, from a backup and the archived
 * write-ahead log.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RestoreIT {

	private final Cloud cloud = new EmbeddedCloud();

	private final Queues queues = new Queues(AwsClients.configure(SqsClient.builder(), this.cloud.sqs()).build());

	private ArchivedPostgres orders;

	private ArchivedPostgres invoices;

	private ServiceProcess api;

	private ServiceProcess worker;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.orders = new ArchivedPostgres("orders", directory.resolve("orders"));
		this.invoices = new ArchivedPostgres("invoices", directory.resolve("invoices"));
		this.api = ServiceProcess.start("order-api", environment(this.orders));
		this.worker = ServiceProcess.start("invoice-worker", environment(this.invoices));
		place(20);
		awaitInvoices(20);
		this.orders.backUp();
		this.invoices.backUp();
	}

	@AfterAll
	void stop() throws Exception {
		for (AutoCloseable started : Arrays.asList(this.api, this.worker, this.queues, this.orders, this.invoices,
				this.cloud)) {
			if (started != null) {
				started.close();
			}
		}
	}

	@Test
	void afterTheInvoicesWereRestoredEachOrderIsInvoicedAndNoNumberThatWasGivenIsGivenAgain() throws IOException {
		place(20);
		long kept = awaitAllInvoiced();
		Map<UUID, Long> numbers = numbers();
		OffsetDateTime moment = this.invoices.now();
		place(20);
		long given = awaitAllInvoiced();
		this.worker.close();
		place(10);

		this.invoices.restore(moment);
		assertThat(numbers()).as("as it was at the moment").isEqualTo(numbers);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> raiseCounter(String.valueOf(given)))
			.withMessageContaining("last must be the number of an invoice, such as 2026-001234, but is " + given);
		assertThat(raiseCounter(number(given))).isEqualTo(List.of(kept + 1, given));
		assertThat(raiseCounter(number(given - 1))).as("the counter never goes back").isEmpty();

		this.worker = ServiceProcess.start("invoice-worker", environment(this.invoices));
		republish(moment.minusDays(1));
		awaitAllInvoiced();
		assertThat(numbers()).as("numbers given before the moment").containsAllEntriesOf(numbers);
		assertThat(numbers().values()).as("and from then on new ones, without a gap")
			.containsExactlyInAnyOrderElementsOf(
					LongStream.concat(LongStream.rangeClosed(1, kept), LongStream.rangeClosed(given + 1, given + 30))
						.boxed()
						.toList());
		awaitNothingUnderWay();
		assertThat(deadLetters()).isZero();
	}

	@Test
	void afterTheOrdersWereRestoredNothingIsInvoicedTwiceAndTheInvoicesTellWhichOrdersAreGone()
			throws InterruptedException {
		awaitAllInvoiced();
		this.cloud.stopEventBridge();
		place(10);
		assertThat(waiting()).isEqualTo(10);
		OffsetDateTime moment = this.orders.now();
		this.cloud.startEventBridge();
		awaitAllInvoiced();
		List<UUID> lost = place(10);
		CrashClient client = new CrashClient(List.of(this.api.uri("/")), new Ledger(1));
		UUID keyed = id(client.place("a-key", 1).body());
		lost.add(keyed);
		awaitAllInvoiced();
		awaitNothingUnderWay();
		Map<UUID, Long> numbers = numbers();

		this.orders.restore(moment);
		await().until(() -> Http.get(this.api.uri("/actuator/health/readiness")).statusCode() == 200);
		awaitNothingUnderWay();
		assertThat(numbers()).as("events that went out again").isEqualTo(numbers);
		assertThat(deadLetters()).isZero();
		assertThat(numbers().keySet().stream().filter((id) -> !isKnown(id)))
			.as("invoiced orders that the API does not know")
			.containsExactlyInAnyOrderElementsOf(lost);
		assertThat(id(client.place("a-key", 1).body())).as("a key that was used since is new again")
			.isNotEqualTo(keyed);
		place(5);
		awaitInvoices(numbers.size() + 6);
	}

	private List<UUID> place(int orders) {
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < orders; i++) {
			var answer = Http.post(this.api.uri("/orders"), Pipeline.ORDER);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
			ids.add(id(answer.body().getBytes(StandardCharsets.UTF_8)));
		}
		return ids;
	}

	private static UUID id(byte[] order) {
		return UUID.fromString(Pipeline.JSON.readTree(order).get("id").asString());
	}

	private void republish(OffsetDateTime since) {
		String body = "{\"since\":\"%s\"}".formatted(since.toInstant());
		var answer = Http.post(this.api.uri("/actuator/republish"), body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(Pipeline.JSON.readTree(answer.body()).get("next").isNull()).isTrue();
	}

	private static String number(long sequence) {
		return "%d-%06d".formatted(Year.now(ZoneOffset.UTC).getValue(), sequence);
	}

	/**
	 * Runs what the operator runs.
	 * @return the first and the last of the numbers that are missing from now on; empty
	 * if the counter was there already
	 */
	private List<Long> raiseCounter(String last) throws IOException {
		return this.invoices.jdbc()
			.sql(Files.readString(Path.of("../infrastructure/raise-invoice-counter.sql")).replace(":'last'", ":last"))
			.param("last", last)
			.query((row, index) -> List.of(row.getLong("first_missing"), row.getLong("last_missing")))
			.optional()
			.orElse(List.of());
	}

	/**
	 * Waits until all orders that the API knows are invoiced.
	 * @return the last number
	 */
	private long awaitAllInvoiced() {
		List<UUID> placed = this.orders.jdbc().sql("select id from orders").query(UUID.class).list();
		await().until(() -> numbers().keySet().containsAll(placed));
		return numbers().values().stream().mapToLong(Long::longValue).max().orElseThrow();
	}

	private void awaitInvoices(int invoices) {
		await().until(() -> numbers().size() == invoices);
	}

	private void awaitNothingUnderWay() {
		await().ignoreExceptions().until(() -> waiting() == 0 && this.queues.messages() == 0);
	}

	/** Each invoiced order's number in the series. */
	private Map<UUID, Long> numbers() {
		Map<UUID, Long> numbers = new HashMap<>();
		this.invoices.jdbc().sql("select order_id, sequence from invoices").query((row) -> {
			numbers.put(row.getObject("order_id", UUID.class), row.getLong("sequence"));
		});
		return numbers;
	}

	private long waiting() {
		return this.orders.jdbc().sql("select count(*) from eventbridge_outbox").query(Long.class).single();
	}

	private long deadLetters() {
		return this.invoices.jdbc().sql("select count(*) from dead_letters").query(Long.class).single();
	}

	private boolean isKnown(UUID order) {
		return Http.get(this.api.uri("/orders/" + order)).statusCode() == 200;
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

	private Map<String, String> environment(ArchivedPostgres postgres) {
		return ServiceProcess.environment(this.cloud, postgres.url());
	}

}
