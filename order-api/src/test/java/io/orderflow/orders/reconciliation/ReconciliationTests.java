package io.orderflow.orders.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.invoice.IssuedInvoice;
import io.orderflow.orders.invoice.IssuedInvoices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
@ExtendWith(OutputCaptureExtension.class)
class ReconciliationTests {

	private static final Duration OLD = Duration.ofMinutes(6);

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private IssuedInvoices invoices;

	@Autowired
	private Reconciliation reconciliation;

	@Autowired
	private ScheduledReconciliation scheduled;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void clear() {
		this.jdbc
			.sql("truncate orders, eventbridge_outbox, issued_invoices, reconciliation, orders_without_invoice,"
					+ " invoices_without_order cascade")
			.update();
	}

	@Test
	void nothingIsKnownBeforeTheFirstCheck() {
		assertThat(list("invoice").toString()).isEqualTo("{\"checkedAt\":null,\"ordersWithoutInvoice\":0,"
				+ "\"invoicesWithoutOrder\":0,\"items\":[],\"next\":null}");
	}

	@Test
	void anOrderWithoutAnInvoiceIsFoundOnceItIsOlderThanTheGrace() {
		UUID invoiced = order(OLD);
		tell(invoiced, false, "2026-000001", Duration.ZERO);
		UUID forgotten = order(OLD.plusMinutes(1));
		order(Duration.ofMinutes(4));
		this.scheduled.check();
		JsonNode found = list("invoice");
		assertThat(found.get("checkedAt").isString()).isTrue();
		assertThat(found.at("/ordersWithoutInvoice").asInt()).isOne();
		assertThat(found.at("/items/0/orderId").asString()).isEqualTo(forgotten.toString());
		assertThat(found.at("/items/0/missing").asString()).isEqualTo("invoice");
		assertThat(gauge("orders.without.invoice")).isOne();
		assertThat(gauge("orders.without.invoice.age")).isBetween(7 * 60.0, 8 * 60.0);
	}

	@Test
	void itIsTakenOffOnceItsInvoiceIsTold() {
		UUID order = order(OLD);
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).isOne();
		tell(order, false, "2026-000001", Duration.ZERO);
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).isZero();
		assertThat(gauge("orders.without.invoice.age")).isZero();
		assertThat(list("invoice").get("items").size()).isZero();
	}

	@Test
	void aCancelledOrderWithoutACreditNoteIsFoundHoweverLateItIsCancelled() {
		UUID order = order(Duration.ofDays(2));
		tell(order, false, "2026-000001", Duration.ZERO);
		this.scheduled.check();
		cancel(order, OLD);
		this.scheduled.check();
		assertThat(list("invoice").at("/items/0/missing").asString()).isEqualTo("credit-note");
		tell(order, true, "C2026-000001", Duration.ZERO);
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).isZero();
	}

	@Test
	void anOrderThatLacksBothCountsOnce() {
		cancel(order(OLD), OLD);
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).isOne();
		assertThat(list("invoice").get("items").size()).isEqualTo(2);
	}

	@Test
	void anInvoiceWithoutAnOrderIsFoundAndTakenOffOnceTheOrderIsThere() {
		UUID order = UuidCreator.getTimeOrderedEpoch(Instant.now().minus(OLD));
		tell(order, false, "2026-000007", OLD);
		this.scheduled.check();
		JsonNode found = list("order");
		assertThat(found.at("/invoicesWithoutOrder").asInt()).isOne();
		assertThat(found.at("/items/0/number").asString()).isEqualTo("2026-000007");
		assertThat(found.at("/items/0/orderId").asString()).isEqualTo(order.toString());
		assertThat(gauge("invoices.without.order")).isOne();
		insert(order, Instant.now().minus(OLD));
		this.scheduled.check();
		assertThat(gauge("invoices.without.order")).isZero();
		assertThat(gauge("orders.without.invoice")).isZero();
	}

	@Test
	void anInvoiceWithoutAnOrderIsTakenOffOnceItIsAccepted() {
		UUID order = UuidCreator.getTimeOrderedEpoch(Instant.now().minus(OLD));
		tell(order, false, "2026-000007", OLD);
		this.scheduled.check();
		assertThat(accept(order + "?because=")).isEqualTo(400);
		assertThat(gauge("invoices.without.order")).isOne();
		assertThat(accept(order + "?because=restored")).isEqualTo(204);
		assertThat(accept(order + "?because=restored")).isEqualTo(404);
		this.scheduled.check();
		assertThat(gauge("invoices.without.order")).isZero();
	}

	@Test
	void whatWasToldAMomentAgoWaits() {
		tell(UUID.randomUUID(), false, "2026-000001", Duration.ofMinutes(4));
		this.scheduled.check();
		assertThat(gauge("invoices.without.order")).isZero();
	}

	@Test
	void aMillionWouldBeLookedAtInPagesAndNoneTwice() {
		this.jdbc.sql("""
				insert into orders (id, placed_at, currency, customer, lines, net, vat, gross)
				select uuidv7(n * interval '1 millisecond' - interval '1 hour'), now() - interval '1 hour', 'EUR', '{}',
					'[{}]', 1, 0, 1
				from generate_series(1, :orders) as n""").param("orders", Watermarks.PAGE * 2 + 10).update();
		this.jdbc
			.sql("""
					insert into issued_invoices (order_id, credit_note, number, issued_at, told_at)
					select id, false, '2026-' || row_number() over (order by id), now(), now() - interval '1 hour' from orders
					order by id limit :invoices""")
			.param("invoices", Watermarks.PAGE + 3)
			.update();
		assertThat(this.reconciliation.check()).isTrue();
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).isEqualTo(Watermarks.PAGE + 7);
		this.jdbc.sql("delete from orders_without_invoice").update();
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).as("looked at already").isZero();
	}

	@Test
	void pagesOfWhatWasFoundGoOnAtTheirNextOldestFirst() {
		List<UUID> orders = List.of(order(OLD.plusMinutes(3)), order(OLD.plusMinutes(2)), order(OLD.plusMinutes(1)));
		cancel(orders.get(1), OLD);
		this.scheduled.check();
		JsonNode first = list("invoice&limit=2");
		assertThat(first.get("items").size()).as("the second lacks both").isEqualTo(3);
		assertThat(first.at("/items/0/orderId").asString()).isEqualTo(orders.get(0).toString());
		JsonNode rest = list("invoice&limit=2&after=" + first.get("next").asString());
		assertThat(rest.get("items").size()).isOne();
		assertThat(rest.at("/items/0/orderId").asString()).isEqualTo(orders.get(2).toString());
		assertThat(rest.get("next").isNull()).isTrue();
	}

	@Test
	void oneInstanceChecksAndTheOthersDoNotWaitForIt() throws Exception {
		order(OLD);
		this.scheduled.check();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select id from reconciliation for update").query(Integer.class).single();
			assertThat(new SimpleAsyncTaskExecutor().submitCompletable(this.reconciliation::check).join()).isFalse();
		});
		assertThat(this.reconciliation.check()).isTrue();
	}

	@Test
	void whatWasFoundLongAgoIsNotTakenForWhatIs(CapturedOutput output) {
		order(OLD);
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).isOne();
		// The interval is 1h here, so that it is worth ten.
		this.jdbc.sql("update reconciliation set checked_at = now() - interval '11 hours'").update();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select id from reconciliation for update").query(Integer.class).single();
			new SimpleAsyncTaskExecutor().submitCompletable(this.scheduled::check).join();
		});
		for (String name : List.of("orders.without.invoice", "orders.without.invoice.age", "invoices.without.order")) {
			assertThat(gauge(name)).as(name).isNaN();
		}
		assertThat(output).contains("another session holds the row of the table reconciliation");
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).isOne();
	}

	@Test
	void aCheckThatFailsSaysSoAndTheNextGoesOn() {
		order(OLD);
		this.jdbc.sql("alter table reconciliation rename to away").update();
		try {
			this.scheduled.check();
			assertThat(gauge("orders.without.invoice")).isNaN();
		}
		finally {
			this.jdbc.sql("alter table away rename to reconciliation").update();
		}
		this.scheduled.check();
		assertThat(gauge("orders.without.invoice")).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "all", "invoice&limit=0", "invoice&limit=101", "invoice&limit=x", "order&after=7x" })
	void whatCannotBeMeantIsRefused(String query) {
		assertThat(get("/actuator/reconciliation?missing=" + query).getStatus().value()).isEqualTo(400);
	}

	private UUID order(Duration age) {
		Instant placedAt = Instant.now().minus(age);
		UUID id = UuidCreator.getTimeOrderedEpoch(placedAt);
		insert(id, placedAt);
		return id;
	}

	private void insert(UUID id, Instant placedAt) {
		this.jdbc
			.sql("insert into orders (id, placed_at, currency, customer, lines, net, vat, gross) "
					+ "values (?, ?, 'EUR', '{}', '[{}]', 1, 0, 1)")
			.param(id)
			.param(placedAt.atOffset(ZoneOffset.UTC))
			.update();
	}

	private void cancel(UUID order, Duration age) {
		this.jdbc.sql("insert into cancellations (order_id, cancelled_at, reason) values (?, ?, 'Ordered twice')")
			.param(order)
			.param(Instant.now().minus(age).atOffset(ZoneOffset.UTC))
			.update();
	}

	private void tell(UUID order, boolean creditNote, String number, Duration ago) {
		this.invoices.keep(List.of(new IssuedInvoice(order, creditNote, number, Instant.now())));
		this.jdbc.sql("update issued_invoices set told_at = now() - ? * interval '1 millisecond' where order_id = ?")
			.param(ago.toMillis())
			.param(order)
			.update();
	}

	private double gauge(String name) {
		return this.meters.get(name).gauge().value();
	}

	private JsonNode list(String missing) {
		EntityExchangeResult<String> answer = get("/actuator/reconciliation?missing=" + missing);
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(200);
		return this.json.readTree(answer.getResponseBody());
	}

	private int accept(String order) {
		return this.http.delete()
			.uri("/actuator/reconciliation/" + order)
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getStatus()
			.value();
	}

	private EntityExchangeResult<String> get(String path) {
		return this.http.get().uri(path).exchange().expectBody(String.class).returnResult();
	}

}
