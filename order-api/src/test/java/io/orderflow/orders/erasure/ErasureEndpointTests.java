package io.orderflow.orders.erasure;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.invoice.IssuedInvoice;
import io.orderflow.orders.invoice.IssuedInvoices;
import io.orderflow.orders.order.SampleOrders;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
class ErasureEndpointTests {

	private static final Pattern BYTES = Pattern.compile("\\\\x((?:[0-9a-f]{2})+)");

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private IssuedInvoices invoices;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void clear() {
		this.jdbc
			.sql("truncate orders, idempotency_keys, issued_invoices, erasures, eventbridge_outbox, "
					+ "eventbridge_outbox_discarded, dead_letters cascade")
			.update();
	}

	@Test
	void nothingOfTheCustomerIsLeftInAnyTableAndTheGoodsAndSumsAre() {
		String id = place("ada@example.com");
		post("/orders/" + id + "/cancellation", "{\"reason\":\"Ada Lovelace moved to James street\"}");
		invoiced(id, false);
		invoiced(id, true);
		letter(id, "put-back");
		JsonNode before = order(id);
		assertThat(all()).contains("Lovelace", "ada@example.com", "James", "DE123456789", "PO-4711",
				"told of Ada Lovelace");

		JsonNode erasure = erase(Map.of("email", "ADA@Example.com"));

		assertThat(erasure.get("erased").asInt()).isOne();
		assertThat(erasure.get("refused").isEmpty()).isTrue();
		assertThat(erasure.get("elsewhere").toString()).contains("invoices", "cancellation", "dead letters", "queues",
				"archives", "backups");
		assertThat(all()).doesNotContainIgnoringCase("Lovelace", "ada@", "James", "DE123456789", "PO-4711", "SW1Y",
				"London");
		JsonNode order = order(id);
		assertThat(order.get("customer").toString())
			.isEqualTo("{\"name\":\"erased\",\"email\":\"erased@erased.invalid\",\"address\":{\"street\":\"erased\","
					+ "\"city\":\"erased\",\"country\":\"GB\"}}");
		assertThat(order.get("reference").asString()).isEqualTo("erased");
		assertThat(order.at("/cancellation/reason").asString()).isEqualTo("erased");
		assertThat(Instant.parse(order.get("erasedAt").asString())).isBeforeOrEqualTo(Instant.now());
		for (String kept : List.of("id", "placedAt", "currency", "lines", "totals", "invoice", "creditNote")) {
			assertThat(order.get(kept)).as(kept).isEqualTo(before.get(kept));
		}
		assertThat(before.has("erasedAt")).isFalse();
	}

	@Test
	void aRecordSaysWhoErasedWhatWhenAndWhyAndTheSameAgainChangesNothing() {
		String id = place("ada@example.com");
		invoiced(id, false);
		erase(Map.of("orders", id));
		JsonNode shown = order(id);
		JsonNode again = erase(Map.of("orders", id));
		assertThat(again.get("erased").asInt()).isZero();
		assertThat(again.get("erasedBefore").asInt()).isOne();
		assertThat(order(id)).isEqualTo(shown);
		assertThat(
				this.jdbc.sql("select erased_by, because, order_ids::text as orders from erasures").query().singleRow())
			.containsEntry("erased_by", "anonymous")
			.containsEntry("because", "asked by letter")
			.containsEntry("orders", "{" + id + "}");
	}

	@Test
	void onlyTheCustomersOrdersAreErased() {
		String ada = place("Ada@example.com");
		String other = place("ada@example.com.org");
		invoiced(ada, false);
		invoiced(other, false);
		assertThat(erase(Map.of("email", "ada@example.com")).get("erased").asInt()).isOne();
		assertThat(order(other).at("/customer/name").asString()).isEqualTo("Ada Lovelace");
	}

	@Test
	void anOrderThatStillNeedsTheDataKeepsItAndIsNamedWithTheReason() {
		String invoiceless = place("ada@example.com");
		String cancelled = place("ada@example.com");
		post("/orders/" + cancelled + "/cancellation", "{\"reason\":\"Ordered twice\"}");
		invoiced(cancelled, false);
		String lettered = place("ada@example.com");
		invoiced(lettered, false);
		letter(lettered, null);
		String parked = place("ada@example.com");
		String underWay = place("ada@example.com");
		for (String order : List.of(parked, underWay)) {
			told(order, false);
		}
		this.jdbc
			.sql("update eventbridge_outbox set parked_at = now(), last_error = 'MalformedDetail: x' "
					+ "where detail ->> 'id' = ?")
			.param(parked)
			.update();
		String unknown = "00000000-0000-7000-8000-000000000000";
		JsonNode erasure = erase(
				Map.of("orders", String.join(",", parked, cancelled, unknown, invoiceless, underWay, lettered)));
		assertThat(erasure.get("erased").asInt()).isZero();
		Map<String, String> reasons = reasons(erasure);
		assertThat(reasons).hasSize(6);
		assertThat(reasons.get(invoiceless)).startsWith("has no invoice yet");
		assertThat(reasons.get(cancelled)).startsWith("is cancelled and has no credit note yet");
		assertThat(reasons.get(parked)).startsWith("has a parked event with the data");
		assertThat(reasons.get(underWay)).startsWith("has an event on its way: try again in a minute");
		assertThat(reasons.get(lettered)).startsWith("has a dead letter that waits");
		assertThat(reasons.get(unknown)).isEqualTo("is no order");
		assertThat(order(parked).at("/customer/name").asString()).isEqualTo("Ada Lovelace");
		assertThat(this.jdbc.sql("select count(*) from erasures").query(Integer.class).single()).isZero();
		assertThat(this.jdbc.sql("select count(*) from dead_letters").query(Integer.class).single()).isOne();
	}

	@Test
	void aCancellationThatIsUnderWayIsWaitedForAndSeen() {
		String id = place("ada@example.com");
		invoiced(id, false);
		CompletableFuture<JsonNode> erasure = this.transaction.execute((status) -> {
			this.jdbc
				.sql("insert into cancellations (order_id, cancelled_at, reason) values (?::uuid, now(), 'Too late')")
				.param(id)
				.update();
			CompletableFuture<JsonNode> begun = CompletableFuture.supplyAsync(() -> erase(Map.of("orders", id)));
			awaitWaiting();
			return begun;
		});
		assertThat(reasons(erasure.join()).get(id)).startsWith("is cancelled and has no credit note yet");
		assertThat(order(id).at("/cancellation/reason").asString()).isEqualTo("Too late");
	}

	@Test
	void whereTheDatabaseTakesTooLongItIsSaidWhatToDo() {
		String id = place("ada@example.com");
		invoiced(id, false);
		EntityExchangeResult<String> answer = this.transaction.execute((status) -> {
			this.jdbc.sql("lock table eventbridge_outbox in access exclusive mode").update();
			return CompletableFuture.supplyAsync(
					() -> exchange("/actuator/erasure", "{\"orders\":\"" + id + "\",\"because\":\"asked\"}", "none"))
				.join();
		});
		assertThat(answer.getStatus().value()).isEqualTo(503);
		assertThat(this.json.readTree(answer.getResponseBody()).get("detail").asString())
			.startsWith("The database took too long")
			.contains("Try again");
		assertThat(erase(Map.of("orders", id)).get("erased").asInt()).isOne();
	}

	@Test
	void discardedEventsThatKeepTheDataAreCounted() {
		String id = place("ada@example.com");
		this.jdbc
			.sql("""
					insert into eventbridge_outbox_discarded (id, bus, source, detail_type, detail, created_at, attempts,
						last_error, parked_at, discarded_by, because)
					select id, bus, source, detail_type, detail, created_at, 1, 'x', now(), 'me', 'test' from eventbridge_outbox
					""")
			.update();
		invoiced(id, false);
		assertThat(erase(Map.of("orders", id)).get("discardedEvents").asInt()).isOne();
	}

	@Test
	void anErasedOrderIsNotPublishedAgain() {
		String erased = place("ada@example.com");
		invoiced(erased, false);
		String other = place("bob@example.com");
		erase(Map.of("orders", erased));
		for (Map<String, String> what : List.of(Map.of("since", "2020-01-01T00:00:00Z"),
				Map.of("orders", erased + "," + other))) {
			assertThat(post("/actuator/republish", this.json.writeValueAsString(what)))
				.isEqualTo("{\"orders\":1,\"erased\":1,\"next\":null}");
		}
		assertThat(this.jdbc.sql("select distinct detail ->> 'id' from eventbridge_outbox").query(String.class).list())
			.containsExactly(other);
	}

	@Test
	void ofAnErasedOrderTheCancellationIsPublishedAgainWhileItsCreditNoteIsMissing() {
		String id = place("ada@example.com");
		invoiced(id, false);
		erase(Map.of("orders", id));
		post("/orders/" + id + "/cancellation", "{\"reason\":\"Broken\"}");
		this.jdbc.sql("delete from eventbridge_outbox").update();
		String what = this.json.writeValueAsString(Map.of("orders", id));
		assertThat(post("/actuator/republish", what)).isEqualTo("{\"orders\":1,\"erased\":0,\"next\":null}");
		assertThat(this.jdbc.sql("select detail_type || ': ' || (detail ->> 'reason') from eventbridge_outbox")
			.query(String.class)
			.list()).containsExactly("OrderCancelled: Broken");
		invoiced(id, true);
		assertThat(post("/actuator/republish", what)).isEqualTo("{\"orders\":0,\"erased\":1,\"next\":null}");
		assertThat(this.jdbc.sql("select count(*) from eventbridge_outbox").query(Integer.class).single()).isZero();
	}

	@Test
	void aRetryGetsTheErasedOrderAndNoSecondOne() {
		String key = UUID.randomUUID().toString();
		EntityExchangeResult<String> first = exchange("/orders", SampleOrders.order(), key);
		String id = this.json.readTree(first.getResponseBody()).get("id").asString();
		invoiced(id, false);
		erase(Map.of("orders", id));
		EntityExchangeResult<String> retry = exchange("/orders", SampleOrders.order(), key);
		assertThat(retry.getStatus().value()).isEqualTo(201);
		assertThat(retry.getResponseHeaders().getLocation()).isEqualTo(first.getResponseHeaders().getLocation());
		ObjectNode answered = (ObjectNode) this.json.readTree(retry.getResponseBody());
		assertThat(answered.at("/customer/name").asString()).isEqualTo("erased");
		ObjectNode shown = (ObjectNode) order(id);
		shown.remove("invoice");
		assertThat(answered).isEqualTo(shown);
		assertThat(this.jdbc.sql("select count(*) from orders").query(Integer.class).single()).isOne();
		assertThat(exchange("/orders", SampleOrders.order((order) -> order.put("reference", "other")), key).getStatus()
			.value()).as("the fingerprint is kept").isEqualTo(422);
	}

	@Test
	void thousandsOfOrdersAreErasedPartByPart() {
		String id = place("ada@example.com");
		this.jdbc.sql("delete from eventbridge_outbox").update();
		this.jdbc
			.sql("""
					insert into orders (id, placed_at, currency, reference, customer, lines, net, vat, gross)
					select uuidv7(n * interval '1 millisecond'), placed_at, currency, reference,
						customer || jsonb_build_object('email', case when n %% 4 = 0 then 'ada@example.com' else 'x@y.z' end),
						lines, net, vat, gross
					from orders, generate_series(1, 12000) as n"""
				.replace("%%", "%"))
			.update();
		this.jdbc
			.sql("insert into issued_invoices (order_id, credit_note, number, issued_at) "
					+ "select id, false, '2026-000001', now() from orders")
			.update();
		JsonNode first = erase(Map.of("email", "ada@example.com"));
		assertThat(first.get("next").isNull()).isFalse();
		JsonNode second = erase(Map.of("email", "ada@example.com", "after", first.get("next").asString()));
		JsonNode last = erase(Map.of("email", "ada@example.com", "after", second.get("next").asString()));
		assertThat(last.get("next").isNull()).isTrue();
		assertThat(List.of(first, second, last)).extracting((part) -> part.get("erased").asInt())
			.allMatch((erased) -> erased > 0)
			.satisfies((parts) -> assertThat(parts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3001));
		assertThat(order(id).has("erasedAt")).isTrue();
		assertThat(this.jdbc.sql("select count(*) from orders where customer ->> 'email' = 'x@y.z'")
			.query(Integer.class)
			.single()).isEqualTo(9000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"because\":\"x\"}", "{\"email\":\"ada@example.com\"}",
			"{\"email\":\"ada@example.com\",\"because\":\" \"}", "{\"email\":\"\",\"because\":\"x\"}",
			"{\"email\":\"ada\",\"because\":\"x\"}", "{\"orders\":\"\",\"because\":\"x\"}",
			"{\"orders\":\"7x\",\"because\":\"x\"}",
			"{\"orders\":\"00000000-0000-7000-8000-000000000000\",\"email\":\"ada@example.com\",\"because\":\"x\"}",
			"{\"email\":\"ada@example.com\",\"after\":\"x\",\"because\":\"x\"}",
			"{\"email\":\"ada@example.com\",\"because\":\"two\\nlines\"}" })
	void whatCannotBeMeantIsRefused(String body) {
		assertThat(exchange("/actuator/erasure", body, "none").getStatus().value()).isEqualTo(400);
	}

	private String place(String email) {
		String order = SampleOrders.order((body) -> {
			body.put("reference", "PO-4711");
			((ObjectNode) body.get("customer")).put("email", email).put("vatId", "DE123456789");
		});
		EntityExchangeResult<String> answer = exchange("/orders", order, UUID.randomUUID().toString());
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(201);
		return this.json.readTree(answer.getResponseBody()).get("id").asString();
	}

	/** Its events have gone out, and its invoice or credit note was told of. */
	private void invoiced(String order, boolean creditNote) {
		this.jdbc.sql("delete from eventbridge_outbox where detail ->> 'id' = ?").param(order).update();
		told(order, creditNote);
	}

	private void told(String order, boolean creditNote) {
		this.invoices.keep(List.of(new IssuedInvoice(UUID.fromString(order), creditNote,
				creditNote ? "C2026-000001" : "2026-000001", Instant.now())));
	}

	private JsonNode erase(Map<String, String> what) {
		Map<String, String> body = new LinkedHashMap<>(what);
		body.put("because", "asked by letter");
		return this.json.readTree(post("/actuator/erasure", this.json.writeValueAsString(body)));
	}

	private JsonNode order(String id) {
		return this.json.readTree(this.http.get()
			.uri("/orders/" + id)
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	private String post(String path, String body) {
		EntityExchangeResult<String> answer = exchange(path, body, "none");
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(200);
		return answer.getResponseBody();
	}

	private EntityExchangeResult<String> exchange(String path, String body, String key) {
		return this.http.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.header("Idempotency-Key", key)
			.body(body)
			.exchange()
			.expectBody(String.class)
			.returnResult();
	}

	/** A dead letter of the order, settled or not. */
	private void letter(String order, @Nullable String settledAs) {
		this.jdbc
			.sql("""
					insert into dead_letters (queue, message_id, reason, attributes, order_id, envelope, encoding, sent_at,
						collected_at, settled_as, settled_at, settled_by)
					values ('order-updates-dead-letters', :order, 'undeliverable', '{}', :order::uuid,
						convert_to('told of Ada Lovelace', 'UTF8'), 'UTF-8', now(), now(), :settledAs,
						case when :settledAs::text is not null then now() end, case when :settledAs::text is not null then 'me' end)""")
			.param("order", order)
			.param("settledAs", settledAs, Types.VARCHAR)
			.update();
	}

	private static Map<String, String> reasons(JsonNode erasure) {
		Map<String, String> reasons = new LinkedHashMap<>();
		erasure.get("refused")
			.forEach((refused) -> reasons.put(refused.get("orderId").asString(), refused.get("because").asString()));
		return reasons;
	}

	/** Until somebody waits for what the current transaction has locked. */
	private void awaitWaiting() {
		Awaitility.await()
			.until(() -> this.jdbc
				.sql("select exists (select from pg_stat_activity "
						+ "where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0)")
				.query(Boolean.class)
				.single());
	}

	/** Everything that is in the database, as text, and the text in what is not. */
	private String all() {
		StringBuilder all = new StringBuilder();
		List<String> tables = this.jdbc.sql("""
				select format('%I.%I', table_schema, table_name) from information_schema.tables
				where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""")
			.query(String.class)
			.list();
		assertThat(tables).contains("public.orders", "public.idempotency_keys", "public.dead_letters");
		for (String table : tables) {
			this.jdbc.sql("select to_jsonb(t)::text from %s t".formatted(table))
				.query(String.class)
				.list()
				.forEach(all::append);
		}
		return all + BYTES.matcher(all)
			.results()
			.map((bytes) -> new String(HexFormat.of().parseHex(bytes.group(1)), StandardCharsets.ISO_8859_1))
			.collect(Collectors.joining("\n"));
	}

}
