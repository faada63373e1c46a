package io.orderflow.orders.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.orderflow.orders.OrderApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static java.nio.file.Files.readString;
import static java.nio.file.Path.of;
import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
class OrderControllerTests {

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox cascade").update();
	}

	@Test
	void anOrderIsAnsweredWithItsPlaceAndItsTotals() {
		EntityExchangeResult<String> answer = post(SampleOrders.order());
		assertThat(answer.getStatus().value()).isEqualTo(201);
		JsonNode order = this.json.readTree(answer.getResponseBody());
		assertThat(answer.getResponseHeaders().getLocation()).hasToString("/orders/" + order.get("id").asString());
		assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
		assertThat(order.get("totals").toString())
			.isEqualTo("{\"net\":\"25.00\",\"vat\":\"5.00\",\"gross\":\"30.00\"}");
		assertThat(order.at("/lines/0/quantity").isString()).as("decimals are strings").isTrue();
		assertThat(order.at("/lines/0/unit").asString()).isEqualTo("C62");
		assertThat(order.at("/lines/0/vatCategory").asString()).isEqualTo("S");
		assertThat(order.has("reference")).as("what is not there is left out").isFalse();
	}

	@Test
	void theOrderThatIsShownIsTheOneThatWasAnswered() {
		String placed = post(SampleOrders.order((order) -> order.put("reference", "été \uD83D\uDE00")))
			.getResponseBody();
		String id = this.json.readTree(placed).get("id").asString();
		this.http.get()
			.uri("/orders/{id}", id)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo(placed);
	}

	@Test
	void theEventIsTheOrderAndFitsTheContract() throws Exception {
		String body = SampleOrders.order((order) -> order.put("reference", "PO-4711"));
		JsonNode order = this.json.readTree(post(body).getResponseBody());
		String event = this.jdbc.sql("select detail from eventbridge_outbox").query(String.class).single();
		assertThat(schema().validate(event, InputFormat.JSON)).isEmpty();
		JsonNode detail = this.json.readTree(event);
		for (String field : List.of("id", "placedAt", "currency", "reference", "customer", "lines")) {
			assertThat(detail.get(field)).as(field).isEqualTo(order.get(field));
		}
		assertThat(detail.get("state").asString()).isEqualTo("created");
		assertThat(detail.get("totals").toString())
			.isEqualTo("{\"net\":\"25.00\",\"vat\":\"5.00\",\"gross\":\"30.00\",\"grossMinor\":3000}");
	}

	@ParameterizedTest
	@CsvSource({ "0.001,0,100,0.00", "1,-0,20,0.00", "1,-0.0,20,0.00", "0.001,0.01,20,0.00", "007,00.50,20.00,4.20",
			"999999.999,0.01,0.01,10001.00", "1,999999999.99,0,999999999.99", "1e2,1e1,1E1,1100.00",
			"999.999,999999999.99,0,999998999990.00" })
	void amountsMayBeAsSmallAndAsLargeAsTheirLimits(String quantity, String price, String rate, String gross) {
		boolean json = !quantity.startsWith("00");
		String body = SampleOrders.order((order) -> {
			ObjectNode line = (ObjectNode) order.get("lines").get(0);
			Map.of("quantity", quantity, "unitPrice", price, "vatRate", rate)
				.forEach((field, value) -> line.set(field,
						line.rawValueNode(new RawValue(json ? value : "\"" + value + "\""))));
		});
		EntityExchangeResult<String> answer = post(body);
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(201);
		assertThat(this.json.readTree(answer.getResponseBody()).at("/totals/gross").asString()).isEqualTo(gross);
	}

	@Test
	void theClientsTraceGoesOnInTheEvent() {
		String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
		for (String header : List.of(traceparent, "no trace")) {
			this.http.post()
				.uri("/orders")
				.contentType(MediaType.APPLICATION_JSON)
				.header("traceparent", header)
				.body(SampleOrders.order())
				.exchange()
				.expectStatus()
				.isCreated();
		}
		assertThat(this.jdbc.sql("select detail->'trace'->>'traceparent' from eventbridge_outbox order by id")
			.query(String.class)
			.list()).containsExactly(traceparent, null);
	}

	@Test
	void anOrderOfEveryKindHasAnEventThatFitsTheContract() throws Exception {
		for (String example : List.of("least-it-can-hold", "no-minor-units", "several-rates", "reverse-charge")) {
			JsonNode valid = this.json.readTree(readString(of("../contract/examples/valid/" + example + ".json")));
			ObjectNode request = this.json.createObjectNode();
			for (String field : List.of("customer", "currency", "reference", "lines")) {
				if (valid.has(field)) {
					request.set(field, valid.get(field));
				}
			}
			EntityExchangeResult<String> answer = post(request.toString());
			assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(201);
			String id = this.json.readTree(answer.getResponseBody()).get("id").asString();
			String event = this.jdbc.sql("select detail from eventbridge_outbox where detail->>'id' = ?")
				.param(id)
				.query(String.class)
				.single();
			assertThat(schema().validate(event, InputFormat.JSON)).as(event).isEmpty();
			assertThat(this.json.readTree(event).get("totals")).as(example).isEqualTo(valid.get("totals"));
		}
	}

	@Test
	void theEventOfTheLargestOrderStaysBelowTheLimit() {
		String wide = "\u20AC";
		String body = SampleOrders.order((order) -> {
			ObjectNode customer = (ObjectNode) order.get("customer");
			customer.put("name", wide.repeat(150)).put("vatId", "DE1234567890123");
			((ObjectNode) customer.get("address")).put("street", wide.repeat(150))
				.put("city", "\"".repeat(100))
				.put("postcode", wide.repeat(20));
			order.put("reference", wide.repeat(100));
			ObjectNode line = this.json.createObjectNode()
				.put("sku", wide.repeat(40))
				.put("description", wide.repeat(150))
				.put("quantity", "123456.789")
				.put("unit", "C62")
				.put("unitPrice", "9999.99")
				.put("vatRate", "0")
				.put("vatCategory", "AE")
				.put("exemptionReason", wide.repeat(100));
			ArrayNode lines = order.putArray("lines");
			for (int i = 0; i < 200; i++) {
				lines.add(line);
			}
		});
		EntityExchangeResult<String> answer = post(body);
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(201);
		int bytes = this.jdbc.sql("select octet_length(detail::text) from eventbridge_outbox")
			.query(Integer.class)
			.single();
		// The message in the queue holds the envelope as well, and may have 256 KB.
		assertThat(bytes).isBetween(200_000, 255_000);
	}

	@Test
	void theLargestOrderFitsEvenWithEveryCharacterEscaped() {
		String escaped = SampleOrders.order((order) -> {
			ObjectNode line = ((ObjectNode) order.get("lines").get(0)).put("sku", "¤".repeat(40))
				.put("description", "¤".repeat(150))
				.put("vatRate", "0")
				.put("vatCategory", "E")
				.put("exemptionReason", "¤".repeat(100));
			ArrayNode lines = order.putArray("lines");
			for (int i = 0; i < 200; i++) {
				lines.add(line);
			}
		}).replace("¤", "\\u20ac");
		assertThat(post(escaped).getStatus().value()).isEqualTo(201);
	}

	@Test
	void anOrderThatIsNotThereIs404AndAnIdThatIsNone400() {
		this.http.get()
			.uri("/orders/" + UUID.randomUUID())
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		this.http.get()
			.uri("/orders/4711")
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].parameter")
			.isEqualTo("id");
	}

	@Test
	void theListHasEveryOrderOnceNewestFirst() {
		List<String> placed = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			placed.add(0, this.json.readTree(post(SampleOrders.order()).getResponseBody()).get("id").asString());
		}
		List<List<String>> pages = pages(3);
		assertThat(pages).map(List::size).containsExactly(3, 3, 1);
		assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(placed);
	}

	@Test
	void aPageOfLargeOrdersEndsEarlyAndNoneIsLeftOut() {
		String large = SampleOrders.order((order) -> {
			ObjectNode line = (ObjectNode) order.get("lines").get(0);
			line.put("description", "\u20ac".repeat(150)).put("exemptionReason", "\u20ac".repeat(100));
			line.put("vatCategory", "E").put("vatRate", 0);
			ArrayNode lines = order.putArray("lines");
			for (int i = 0; i < 200; i++) {
				lines.add(line);
			}
		});
		List<String> placed = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			placed.add(0, this.json.readTree(post(large).getResponseBody()).get("id").asString());
		}
		List<List<String>> pages = pages(100);
		assertThat(pages).hasSizeBetween(2, 3);
		assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(placed);
	}

	private List<List<String>> pages(int limit) {
		List<List<String>> pages = new ArrayList<>();
		String next = "";
		while (next != null) {
			JsonNode page = this.json.readTree(this.http.get()
				.uri("/orders?limit=" + limit + next)
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody());
			pages.add(page.get("items").valueStream().map((order) -> order.get("id").asString()).toList());
			assertThat(page.has("next")).isTrue();
			next = page.get("next").isNull() ? null : "&after=" + page.get("next").asString();
		}
		return pages;
	}

	@Test
	void aListWithWrongParametersIsRefusedByTheirName() {
		for (Map.Entry<String, String> wrong : Map
			.of("limit=0", "limit", "limit=101", "limit", "limit=many", "limit", "limit=", "limit", "after=4711",
					"after", "after=", "after", "after=1-1-1-1-1", "after")
			.entrySet()) {
			this.http.get()
				.uri("/orders?" + wrong.getKey())
				.exchange()
				.expectStatus()
				.isBadRequest()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectBody()
				.jsonPath("$.errors[0].parameter")
				.isEqualTo(wrong.getValue());
		}
	}

	private Schema schema() throws Exception {
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(readString(of("../contract/order-placed.schema.json")), InputFormat.JSON);
	}

	private EntityExchangeResult<String> post(String body) {
		return this.http.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectBody(String.class)
			.returnResult();
	}

}
