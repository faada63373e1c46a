package io.orderflow.orders.order;

import io.orderflow.orders.OrderApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The outbox's endpoint for operators, as this service exposes it.
 */
@OrderApiTest
class ParkedEventsTests {

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	@AfterEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, eventbridge_outbox_discarded cascade").update();
	}

	@Test
	void parkedEventsAreListedLookedIntoPutBackAndDiscarded() {
		for (int i = 0; i < 4; i++) {
			answer(201, post("/orders", SampleOrders.order()));
		}
		this.jdbc.sql("update eventbridge_outbox set parked_at = now(), last_error = 'MalformedDetail: no good'")
			.update();
		JsonNode first = answer(200, get("/actuator/outbox?limit=2"));
		assertThat(first.get("counts").toString()).isEqualTo("{\"MalformedDetail\":4}");
		assertThat(first.get("items").size()).isEqualTo(2);
		JsonNode rest = answer(200,
				get("/actuator/outbox?reason=MalformedDetail&after=" + first.get("next").asString()));
		assertThat(rest.get("items").size()).isEqualTo(2);
		assertThat(rest.get("next").isNull()).as("next is null, not left out").isTrue();

		String one = "/actuator/outbox/" + first.at("/items/0/id").asString();
		assertThat(answer(200, get(one)).at("/detail/totals/grossMinor").asInt()).isEqualTo(3000);
		assertThat(answer(200, post(one, "{\"action\":\"put-back\"}")).toString())
			.isEqualTo("{\"action\":\"put-back\",\"done\":1}");
		answer(404, get(one));

		String other = "/actuator/outbox/" + first.at("/items/1/id").asString();
		answer(200, post(other, "{\"action\":\"discard\",\"because\":\"invoiced by hand\"}"));
		answer(409, post(other, "{\"action\":\"put-back\"}"));
		JsonNode discarded = answer(200, get(other));
		assertThat(discarded.at("/discarded/because").asString()).isEqualTo("invoiced by hand");
		assertThat(discarded.at("/discarded/by").asString()).isNotEmpty();

		assertThat(answer(200, post("/actuator/outbox", "{\"action\":\"put-back\",\"reason\":\"MalformedDetail\"}"))
			.get("done")
			.asInt()).isEqualTo(2);
		assertThat(answer(200, get("/actuator/outbox")).toString())
			.isEqualTo("{\"counts\":{},\"items\":[],\"next\":null}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "404 | /actuator/outbox/1 | {\"action\":\"put-back\"}",
			"400 | /actuator/outbox/x | {\"action\":\"put-back\"}", "400 | /actuator/outbox/1 | {}",
			"400 | /actuator/outbox/1 | {\"action\":\"delete\"}", "400 | /actuator/outbox/1 | {\"action\":\"discard\"}",
			"400 | /actuator/outbox   | {\"action\":\"put-back\"}",
			"400 | /actuator/outbox   | {\"action\":\"put-back\",\"reason\":\"\\u0000\"}",
			"400 | /actuator/outbox   | not json" })
	void whatCannotBeDoneIsRefused(int status, String path, String body) {
		assertThat(post(path, body).getStatus().value()).isEqualTo(status);
	}

	private JsonNode answer(int status, EntityExchangeResult<String> answer) {
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(status);
		return this.json.readTree(answer.getResponseBody());
	}

	private EntityExchangeResult<String> get(String path) {
		return this.http.get().uri(path).exchange().expectBody(String.class).returnResult();
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

}
