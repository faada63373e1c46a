package io.orderflow.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.orderflow.orders.OrderApiTest;
import org.awaitility.Awaitility;
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
class RepublishEndpointTests {

	private static final String LONG_AGO = "2020-01-01T00:00:00Z";

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private RepublishOrders republishOrders;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox cascade").update();
	}

	@Test
	void theSecondEventSaysWhatTheFirstDidExceptForItsOwnId() {
		place(SampleOrders.order((order) -> order.put("reference", "été \uD83D\uDE00")));
		place(SampleOrders.line((line) -> line.put("quantity", "2.500")
			.put("unitPrice", 1)
			.put("vatRate", "0")
			.put("vatCategory", "E")
			.put("exemptionReason", "none of your business")));
		List<ObjectNode> first = takeEvents();
		assertThat(republish(Map.of("since", LONG_AGO)).toString())
			.isEqualTo("{\"orders\":2,\"erased\":0,\"next\":null}");
		List<ObjectNode> second = takeEvents();
		for (int i = 0; i < 2; i++) {
			assertThat(second.get(i).remove("eventId")).isNotEqualTo(first.get(i).remove("eventId"));
			assertThat(second.get(i).toString()).isEqualTo(first.get(i).toString());
		}
	}

	@Test
	void onlyOrdersPlacedSinceGoOutAgain() {
		place(SampleOrders.order());
		JsonNode second = place(SampleOrders.order());
		takeEvents();
		assertThat(republish(Map.of("since", second.get("placedAt").asString())).get("orders").asInt()).isOne();
		assertThat(takeEvents()).extracting((event) -> event.get("id")).containsExactly(second.get("id"));
	}

	@Test
	void aPartEndsAnywhereAndTheNextGoesOnThere() {
		insert(250);
		Republished part = this.republishOrders.since(Instant.EPOCH, null, null, 120);
		assertThat(part.orders()).isEqualTo(120);
		List<String> ids = new ArrayList<>(takeIds());
		Republished rest = this.republishOrders.since(Instant.EPOCH, null, part.next(), 1000);
		assertThat(rest).isEqualTo(new Republished(130, 0, null));
		ids.addAll(takeIds());
		assertThat(ids).hasSize(250).doesNotHaveDuplicates();
	}

	@Test
	void oneCallDoesTenThousandOrders() {
		insert(10_050);
		JsonNode first = republish(Map.of("since", LONG_AGO));
		assertThat(first.get("orders").asInt()).isEqualTo(10_000);
		JsonNode rest = republish(Map.of("since", LONG_AGO, "after", first.get("next").asString()));
		assertThat(rest.toString()).isEqualTo("{\"orders\":50,\"erased\":0,\"next\":null}");
		assertThat(takeIds()).hasSize(10_050).doesNotHaveDuplicates();
	}

	@Test
	void ordersThatAreNamedGoOutAgainAndNoOthersHoweverOftenTheyAreNamed() {
		String first = place(SampleOrders.order()).get("id").asString();
		place(SampleOrders.order());
		String third = place(SampleOrders.order()).get("id").asString();
		takeEvents();
		for (int i = 0; i < 2; i++) {
			assertThat(republish(Map.of("orders", third + "," + first + "," + third)).toString())
				.isEqualTo("{\"orders\":2,\"erased\":0,\"next\":null}");
			assertThat(takeIds()).containsExactly(first, third);
		}
	}

	@Test
	void anOrderThatIsNotThereIsNamedAndNothingGoesOut() {
		String order = place(SampleOrders.order()).get("id").asString();
		takeEvents();
		String unknown = "00000000-0000-7000-8000-000000000000";
		EntityExchangeResult<String> answer = post("/actuator/republish",
				this.json.writeValueAsString(Map.of("orders", order + "," + unknown)));
		assertThat(answer.getStatus().value()).isEqualTo(404);
		assertThat(this.json.readTree(answer.getResponseBody()).get("orders").toString())
			.isEqualTo("[\"" + unknown + "\"]");
		assertThat(takeEvents()).isEmpty();
	}

	@Test
	void aTimeCanHaveAnEnd() {
		JsonNode first = place(SampleOrders.order());
		JsonNode second = place(SampleOrders.order());
		takeEvents();
		assertThat(
				republish(Map.of("since", LONG_AGO, "until", second.get("placedAt").asString())).get("orders").asInt())
			.isOne();
		assertThat(takeIds()).containsExactly(first.get("id").asString());
	}

	@Test
	void aThousandOrdersCanBeNamedAndNoMore() {
		insert(3);
		String id = this.jdbc.sql("select id from orders limit 1").query(String.class).single();
		String thousand = String.join(",", Collections.nCopies(1000, id));
		assertThat(republish(Map.of("orders", thousand)).get("orders").asInt()).isOne();
		assertThat(post("/actuator/republish", this.json.writeValueAsString(Map.of("orders", thousand + "," + id)))
			.getStatus()
			.value()).isEqualTo(400);
	}

	@Test
	void anOrderThatIsBeingErasedIsWaitedForAndNotPublished() {
		String order = place(SampleOrders.order()).get("id").asString();
		takeEvents();
		for (Map<String, String> what : List.of(Map.of("orders", order), Map.of("since", LONG_AGO))) {
			CompletableFuture<JsonNode> republished = this.transaction.execute((status) -> {
				this.jdbc.sql("select id from orders for update").query(UUID.class).single();
				this.jdbc.sql("update orders set erased_at = now()").update();
				CompletableFuture<JsonNode> begun = CompletableFuture.supplyAsync(() -> republish(what));
				Awaitility.await()
					.until(() -> this.jdbc
						.sql("select exists (select from pg_stat_activity "
								+ "where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0)")
						.query(Boolean.class)
						.single());
				return begun;
			});
			assertThat(republished.join().toString()).isEqualTo("{\"orders\":0,\"erased\":1,\"next\":null}");
			assertThat(takeEvents()).isEmpty();
			this.jdbc.sql("update orders set erased_at = null").update();
		}
	}

	@Test
	void anArrayOfOrdersIsRefusedWithHowTheyAreNamed() {
		String order = place(SampleOrders.order()).get("id").asString();
		takeEvents();
		EntityExchangeResult<String> answer = post("/actuator/republish", "{\"orders\":[\"" + order + "\"]}");
		assertThat(answer.getStatus().value()).isEqualTo(400);
		assertThat(answer.getResponseBody()).contains("ID,ID");
		assertThat(takeEvents()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"orders\":\"\"}", "{\"orders\":\"7x\"}", "{\"orders\":[\"7\"]}",
			"{\"until\":\"2020-01-01T00:00:00Z\"}",
			"{\"since\":\"2020-01-01T00:00:00Z\",\"until\":\"2020-01-01T00:00:00Z\"}",
			"{\"since\":\"2020-01-01T00:00:00Z\",\"orders\":\"00000000-0000-7000-8000-000000000000\"}",
			"{\"since\":\"yesterday\"}", "{\"since\":\"2026-11-23\"}", "{\"since\":\"3026-11-23T00:00:00Z\"}",
			"{\"since\":\"-1000000000-01-01T00:00:00Z\"}", "{\"since\":\"2020-01-01T00:00:00Z\",\"after\":\"x\"}",
			"not json" })
	void whatCannotBeMeantIsRefused(String body) {
		assertThat(post("/actuator/republish", body).getStatus().value()).isEqualTo(400);
	}

	private JsonNode place(String order) {
		EntityExchangeResult<String> answer = post("/orders", order);
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(201);
		return this.json.readTree(answer.getResponseBody());
	}

	private JsonNode republish(Map<String, String> body) {
		EntityExchangeResult<String> answer = post("/actuator/republish", this.json.writeValueAsString(body));
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(200);
		return this.json.readTree(answer.getResponseBody());
	}

	private EntityExchangeResult<String> post(String path, String body) {
		return this.http.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectBody(String.class)
			.returnResult();
	}

	/** Copies of an order, with ids and times that follow one another. */
	private void insert(int orders) {
		place(SampleOrders.order());
		takeEvents();
		this.jdbc
			.sql("""
					insert into orders (id, placed_at, currency, reference, customer, lines, net, vat, gross)
					select uuidv7(n * interval '1 millisecond'), placed_at, currency, reference, customer, lines, net, vat, gross
					from orders, generate_series(1, :copies) as n
					""")
			.param("copies", orders - 1)
			.update();
	}

	private List<String> takeIds() {
		return takeEvents().stream().map((event) -> event.get("id").asString()).toList();
	}

	private List<ObjectNode> takeEvents() {
		return this.jdbc
			.sql("with taken as (delete from eventbridge_outbox returning id, detail) "
					+ "select detail from taken order by id")
			.query(String.class)
			.list()
			.stream()
			.map((detail) -> (ObjectNode) this.json.readTree(detail))
			.toList();
	}

}
