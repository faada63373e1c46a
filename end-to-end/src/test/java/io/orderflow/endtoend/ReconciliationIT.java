package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders whose events are lost behind the bus, and invoices whose orders are lost, are
 * found; and the command of the API's own jar brings all back.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconciliationIT {

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final Cloud cloud = new EmbeddedCloud();

	private final PostgresProcess postgres = PostgresProcess.startNew();

	private final SqsClient sqs = AwsClients.configure(SqsClient.builder(), this.cloud.sqs()).build();

	private final JdbcClient orders = this.postgres.jdbc("orders");

	private final JdbcClient invoices = this.postgres.jdbc("invoices");

	private final Map<String, String> settings = new HashMap<>();

	private ServiceProcess api;

	private ServiceProcess worker;

	@BeforeAll
	void start() {
		this.settings.putAll(ServiceProcess.environment(this.cloud, this.postgres.url("orders")));
		this.settings.put("ORDERS_RECONCILIATION_GRACE", GRACE.toSeconds() + "s");
		this.settings.put("ORDERS_RECONCILIATION_INTERVAL", "500ms");
		this.api = ServiceProcess.start("order-api", this.settings);
		startWorker();
	}

	private void startWorker() {
		this.worker = ServiceProcess.start("invoice-worker",
				ServiceProcess.environment(this.cloud, this.postgres.url("invoices")));
	}

	@AfterAll
	void stop() throws Exception {
		for (AutoCloseable started : Arrays.asList(this.api, this.worker, this.sqs, this.cloud, this.postgres)) {
			if (started != null) {
				started.close();
			}
		}
	}

	@Test
	@Order(1)
	void afterTheQueueWasPurgedByHandTheOrdersAreFoundAndAllAreBroughtBack() throws Exception {
		List<String> before = place(5);
		awaitInvoices(5);
		this.worker.close();
		List<String> lost = place(20);
		cancel(lost.get(7));
		await().until(() -> published() == 0);
		purge();
		startWorker();
		List<String> after = place(3);
		awaitInvoices(8);

		await().until(() -> this.api.metric("orders_without_invoice") == 20);
		assertThat(this.api.metric("orders_without_invoice_age_seconds")).isGreaterThan(GRACE.toSeconds());
		assertThat(found("invoice")).containsExactlyElementsOf(lost);
		assertThat(this.api.metric("invoices_without_order")).isZero();

		Run told = reconcile();
		assertThat(told.code()).as(told.text()).isEqualTo(3);
		assertThat(told.lines().stream().filter((line) -> line.startsWith("without invoice: ")))
			.extracting((line) -> line.split(" ")[2])
			.containsExactlyElementsOf(lost);
		assertThat(told.text()).contains("without credit note: " + lost.get(7));

		assertThat(reconcile("--republish").code()).isEqualTo(3);
		awaitInvoices(28);
		awaitNothingUnderWay();
		assertThat(this.invoices.sql("select count(*) from invoices where corrects is not null")
			.query(Integer.class)
			.single()).isOne();
		await().until(() -> this.api.metric("orders_without_invoice") == 0);
		assertThat(found("invoice")).isEmpty();

		Run again = reconcile("--republish");
		assertThat(again.code()).as(again.text()).isZero();
		assertThat(again.text()).contains("Orders published again: 0.");
		awaitNothingUnderWay();
		List<String> all = new ArrayList<>(before);
		all.addAll(lost);
		all.addAll(after);
		assertThat(this.invoices.sql("select order_id::text from invoices where corrects is null")
			.query(String.class)
			.list()).as("one invoice each").containsExactlyInAnyOrderElementsOf(all);
		assertThat(this.invoices.sql("select max(sequence) from invoices where corrects is null")
			.query(Long.class)
			.single()).as("without a gap").isEqualTo(28);
	}

	@Test
	@Order(2)
	void anInvoiceWhoseOrderIsLostIsFoundAndAWorkerThatDoesNotAnswerIsSaidToBe() throws Exception {
		String lost = place(1).get(0);
		await().until(() -> this.orders.sql("select count(*) from issued_invoices where order_id = ?::uuid")
			.param(lost)
			.query(Integer.class)
			.single() == 1);
		this.orders.sql("delete from orders where id = ?").param(UUID.fromString(lost)).update();

		await().until(() -> this.api.metric("invoices_without_order") == 1);
		assertThat(found("order")).containsExactly(lost);
		assertThat(this.api.metric("orders_without_invoice")).isZero();
		Run told = reconcile();
		assertThat(told.code()).as(told.text()).isEqualTo(3);
		assertThat(told.lines().stream().filter((line) -> line.startsWith("without "))).singleElement()
			.asString()
			.matches("without order: [0-9]{4}-[0-9]{6} of %s issued .*".formatted(lost));
		this.worker.close();
		Run away = reconcile();
		assertThat(away.code()).as(away.text()).isOne();
		assertThat(away.text()).contains("does not answer: start it");
	}

	/** What the command said, and its exit code. */
	private record Run(int code, List<String> lines) {

		String text() {
			return String.join("\n", this.lines);
		}

	}

	/** Runs the command on what is old enough by now. */
	private Run reconcile(String... options) throws IOException, InterruptedException {
		awaitGrace();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
						"-XX:TieredStopAtLevel=1", "-jar", ServiceProcess.jar("order-api").toString(), "reconcile",
						"--invoices-url=" + this.worker.uri("/")));
		command.addAll(List.of(options));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(this.settings);
		Process process = builder.start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		System.out.println("$ java -jar order-api.jar reconcile " + String.join(" ", options));
		System.out.println(text + "exit " + process.exitValue());
		return new Run(process.exitValue(), text.lines().toList());
	}

	private void awaitGrace() {
		await().until(() -> this.orders.sql("""
				select coalesce(max(placed_at), '-infinity') < now() - :grace * interval '1 second'
					and (select coalesce(max(cancelled_at), '-infinity') from cancellations)
						< now() - :grace * interval '1 second'
				from orders""").param("grace", GRACE.toSeconds()).query(Boolean.class).single());
	}

	private List<String> found(String missing) {
		String page = Http.get(this.api.uri("/actuator/reconciliation?limit=100&missing=" + missing)).body();
		return Pipeline.JSON.readTree(page)
			.get("items")
			.valueStream()
			.map((JsonNode item) -> item.get("orderId").asString())
			.distinct()
			.toList();
	}

	private List<String> place(int orders) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < orders; i++) {
			var answer = Http.post(this.api.uri("/orders"), Pipeline.ORDER);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
			ids.add(Pipeline.JSON.readTree(answer.body()).get("id").asString());
		}
		return ids;
	}

	private void cancel(String order) {
		var answer = Http.post(this.api.uri("/orders/" + order + "/cancellation"), "{\"reason\":\"Ordered twice\"}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

	private void purge() {
		await().until(() -> messages() == 21);
		this.sqs.purgeQueue((request) -> request.queueUrl(queue()));
		assertThat(messages()).isZero();
	}

	private int messages() {
		return this.sqs
			.getQueueAttributes((request) -> request.queueUrl(queue())
				.attributeNamesWithStrings("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"))
			.attributesAsStrings()
			.values()
			.stream()
			.mapToInt(Integer::parseInt)
			.sum();
	}

	private String queue() {
		return this.sqs.getQueueUrl((request) -> request.queueName("invoices")).queueUrl();
	}

	private void awaitInvoices(int number) {
		await().until(() -> this.invoices.sql("select count(*) from invoices where corrects is null")
			.query(Integer.class)
			.single() == number);
	}

	private void awaitNothingUnderWay() {
		await().until(() -> published() == 0 && messages() == 0);
	}

	/** What waits in the outbox. */
	private int published() {
		return this.orders.sql("select count(*) from eventbridge_outbox").query(Integer.class).single();
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

}
