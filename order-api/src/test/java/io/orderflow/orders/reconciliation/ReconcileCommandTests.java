package io.orderflow.orders.reconciliation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.f4b6a3.uuid.UuidCreator;
import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.invoice.IssuedInvoice;
import io.orderflow.orders.invoice.IssuedInvoices;
import io.orderflow.orders.order.SampleOrders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command, as {@code main} runs it.
 */
@OrderApiTest
class ReconcileCommandTests {

	private final FakeWorker worker = new FakeWorker();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private IssuedInvoices told;

	@Autowired
	private HikariDataSource database;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, issued_invoices, reconciliation cascade").update();
		System.setProperty("spring.datasource.url", this.database.getJdbcUrl());
		System.setProperty("spring.datasource.username", this.database.getUsername());
	}

	@AfterEach
	void stop() {
		this.worker.close();
		for (String setting : List.of("spring.datasource.url", "spring.datasource.username",
				"orders.reconciliation.token", "spring.flyway.url")) {
			System.clearProperty(setting);
		}
	}

	@Test
	void nothingIsMissingWhereEachOrderHasItsInvoiceAndEachCancelledOneItsCreditNote() {
		for (int i = 1; i <= 5; i++) {
			UUID order = place();
			this.worker.invoice(order, "2026-00000" + i);
			if (i == 5) {
				cancel(order);
				this.worker.creditNote(order, "C2026-000001");
			}
		}
		assertThat(reconcile()).isZero();
		assertThat(lines()).containsExactly(
				"Compared 5 orders placed until %s with 6 invoices and credit notes of %s.".formatted(until(),
						this.worker.url()),
				"Orders without an invoice or a credit note: 0. Invoices and credit notes without an order: 0.");
		assertThat(this.worker.requests).containsExactly("limit=100", "limit=100&after=2", "limit=100&after=4");
	}

	@Test
	void itRunsNothingOfTheServiceAndNeedsNoSettingOfAws() {
		this.worker.invoice(place(), "2026-000001");
		Map<String, String> aws = System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("aws."))
			.collect(Collectors.toMap(Function.identity(), System::getProperty));
		assertThat(aws).as("what other tests need").containsKey("aws.region");
		aws.keySet().forEach(System::clearProperty);
		try (ConfigurableApplicationContext context = ReconcileCommand.context()) {
			// The shutdown of Spring Boot's own logging.
			assertThat(context.getBeanNamesForType(SmartLifecycle.class)).containsOnly("springBootLoggingLifecycle");
			assertThat(context.getBeanNamesForType(TaskScheduler.class)).isEmpty();
			assertThat(context.getBeanNamesForType(ScheduledAnnotationBeanPostProcessor.class)).isEmpty();
			assertThat(context.getBeanDefinitionNames()).extracting(context::getType)
				.extracting(String::valueOf)
				.noneMatch((type) -> type.contains("software.amazon") || type.contains("io.awspring")
						|| type.contains("io.orderflow.sqs"))
				.anyMatch((type) -> type.endsWith("EventOutbox"));
			assertThat(reconcile()).isZero();
		}
		finally {
			aws.forEach(System::setProperty);
		}
	}

	@Test
	void ofAnErasedOrderWhoseCreditNoteIsLostTheCancellationIsPublishedAgain() {
		UUID order = place();
		cancel(order);
		this.told.keep(List.of(new IssuedInvoice(order, false, "2026-000001", Instant.now()),
				new IssuedInvoice(order, true, "C2026-000001", Instant.now())));
		this.jdbc.sql("update issued_invoices set told_at = now() - interval '1 minute'").update();
		this.jdbc.sql("update orders set erased_at = now()").update();
		this.worker.invoice(order, "2026-000001");
		assertThat(reconcile("--republish")).isEqualTo(3);
		assertThat(events()).containsExactly("OrderCancelled " + order);
		assertThat(lines())
			.endsWith("Orders published again: 1. Not published, because their customers were erased: 0.");
	}

	@Test
	void anErasedOrderWhoseInvoiceIsLostIsNotPublishedNorItsCancellation() {
		UUID order = place();
		cancel(order);
		this.jdbc.sql("update orders set erased_at = now()").update();
		assertThat(reconcile("--republish")).isEqualTo(3);
		assertThat(events()).isEmpty();
		assertThat(lines())
			.endsWith("Orders published again: 0. Not published, because their customers were erased: 1.");
	}

	@Test
	void whatIsMissingIsNamedOldestFirst() {
		UUID first = place();
		this.worker.invoice(first, "2026-000001");
		UUID second = place();
		UUID third = place();
		cancel(first);
		UUID gone = UuidCreator.getTimeOrderedEpoch();
		this.worker.invoice(gone, "2026-000002");
		assertThat(reconcile()).isEqualTo(3);
		assertThat(lines())
			.startsWith("without credit note: %s cancelled %s".formatted(first, cancelledAt(first)),
					"without invoice: %s placed %s".formatted(second, placedAt(second)),
					"without invoice: %s placed %s".formatted(third, placedAt(third)),
					"without order: 2026-000002 of %s issued 2026-11-23T12:00:00Z".formatted(gone))
			.endsWith("Orders without an invoice or a credit note: 3. Invoices and credit notes without an order: 1.");
		assertThat(events()).isEmpty();
	}

	@Test
	void whatWasPublishedAgainIsWhatIsMissingAndAgainHoweverOftenItIsAskedFor() {
		UUID first = place();
		this.worker.invoice(first, "2026-000001");
		UUID second = place();
		cancel(second);
		for (int i = 0; i < 2; i++) {
			assertThat(reconcile("--republish")).isEqualTo(3);
			assertThat(lines())
				.endsWith("Orders published again: 1. Not published, because their customers were erased: 0.");
			assertThat(events()).containsExactly("OrderPlaced " + second, "OrderCancelled " + second);
		}
	}

	@Test
	void whatItReadsIsKeptAsIfItHadBeenTold() {
		UUID order = place();
		this.worker.invoice(order, "2026-000001");
		reconcile();
		assertThat(this.told.of(List.of(order)))
			.containsExactly(new IssuedInvoice(order, false, "2026-000001", Instant.parse("2026-11-23T12:00:00Z")));
	}

	@Test
	void anInvoiceThatWasToldAndThatTheWorkerHasLostIsMissing() {
		UUID order = place();
		this.told.keep(List.of(new IssuedInvoice(order, false, "2026-000001", Instant.now())));
		assertThat(reconcile()).isEqualTo(3);
		assertThat(lines()).startsWith("without invoice: %s placed %s".formatted(order, placedAt(order)));
	}

	@Test
	void ordersBeforeATimeAndThoseUnderWayAreLeftOut() {
		UUID old = place();
		this.jdbc
			.sql("update orders set placed_at = placed_at - interval '1 day', "
					+ "id = uuidv7(interval '-1 day') where id = ?")
			.param(old)
			.update();
		place();
		this.jdbc.sql("update orders set id = uuidv7() where id = ?").param(place()).update();
		assertThat(reconcile("--since=" + Instant.now().minus(Duration.ofHours(2)))).isEqualTo(3);
		assertThat(lines()).hasSize(3);
		assertThat(this.worker.requests).singleElement().asString().contains("issuedFrom=");
	}

	@Test
	void aWorkerThatIsBusyIsAskedAgain() {
		this.worker.refusals.addAll(List.of(503, 503));
		assertThat(reconcile()).isZero();
		assertThat(this.worker.requests).hasSize(3);
	}

	@Test
	void theTokenIsShownAndWhereNoneIsItSaysWhichToSet() {
		this.worker.refusals.add(401);
		assertThat(reconcile()).isOne();
		assertThat(err()).contains("demands a token: set ORDERS_RECONCILIATION_TOKEN");
		System.setProperty("orders.reconciliation.token", "a.b.c");
		assertThat(reconcile()).isZero();
		assertThat(this.worker.tokens).containsExactly("null", "Bearer a.b.c");
	}

	@Test
	void aWorkerThatIsNotThereOrIsAnotherServiceIsNamed() {
		String url = this.worker.url().toString();
		assertThat(run("--invoices-url=" + url + "/elsewhere")).isOne();
		assertThat(err()).contains("invoice-worker at " + url + "/elsewhere answered 404");
		this.worker.close();
		assertThat(reconcile()).isOne();
		assertThat(err()).contains("invoice-worker at " + url + " does not answer: start it");
		assertThat(lines()).isEmpty();
	}

	@Test
	void aDatabaseThatIsNotThereIsNamed() {
		System.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/orders");
		assertThat(reconcile()).isOne();
		assertThat(err()).startsWith("The database cannot be used.").contains("SPRING_DATASOURCE_URL");
	}

	@Test
	void itSaysHowItIsUsed() {
		assertThat(run("--help")).isZero();
		assertThat(lines()).first().asString().startsWith("Usage: java -jar order-api.jar reconcile");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--sinse=2026-11-23T00:00:00Z", "--since=yesterday", "--since", "--republish=no",
			"republish", "--invoices-url=localhost:8081", "--invoices-url=", "--server.port=7" })
	void anOptionThatCannotBeMeantIsRefused(String option) {
		assertThat(run(option)).isEqualTo(2);
		assertThat(err()).contains("Usage: java -jar order-api.jar reconcile");
	}

	private int reconcile(String... options) {
		List<String> all = new ArrayList<>(List.of(options));
		all.add("--invoices-url=" + this.worker.url());
		return run(all.toArray(String[]::new));
	}

	private int run(String... options) {
		this.out.reset();
		this.err.reset();
		return ReconcileCommand.run(options, new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	private List<String> lines() {
		return this.out.toString(StandardCharsets.UTF_8).lines().toList();
	}

	private String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	/** The time up to which it said to have looked. */
	private String until() {
		return lines().get(0).replaceAll(".* until (\\S+) with .*", "$1");
	}

	/** An order that is an hour old. */
	private UUID place() {
		String answer = this.http.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body(SampleOrders.order())
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		UUID placed = UUID.fromString(new JsonMapper().readTree(answer).get("id").asString());
		UUID old = new UUID(placed.getMostSignificantBits() - (Duration.ofHours(1).toMillis() << 16),
				placed.getLeastSignificantBits());
		this.jdbc.sql("update orders set id = ?, placed_at = placed_at - interval '1 hour' where id = ?")
			.param(old)
			.param(placed)
			.update();
		this.jdbc.sql("truncate eventbridge_outbox").update();
		return old;
	}

	private void cancel(UUID order) {
		this.jdbc
			.sql("insert into cancellations (order_id, cancelled_at, reason) "
					+ "values (?, now() - interval '30 minutes', 'Ordered twice')")
			.param(order)
			.update();
	}

	private Instant placedAt(UUID order) {
		return instant("select placed_at from orders where id = ?", order);
	}

	private Instant cancelledAt(UUID order) {
		return instant("select cancelled_at from cancellations where order_id = ?", order);
	}

	private Instant instant(String sql, UUID order) {
		return this.jdbc.sql(sql).param(order).query(OffsetDateTime.class).single().toInstant();
	}

	private List<String> events() {
		return this.jdbc
			.sql("with taken as (delete from eventbridge_outbox returning *) "
					+ "select detail_type || ' ' || (detail ->> 'id') from taken order by id")
			.query(String.class)
			.list();
	}

}
