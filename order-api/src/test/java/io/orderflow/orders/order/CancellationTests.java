package io.orderflow.orders.order;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.orderflow.orders.OrderApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static java.nio.file.Files.readString;
import static java.nio.file.Path.of;
import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
class CancellationTests {

	private static final String ALL = "{\"reason\":\"Ordered twice\"}";

	private static final String PART = "{\"reason\":\"One broken\",\"lines\":[{\"line\":1,\"quantity\":1}]}";

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
	void aCancelledOrderSaysSoAndTheEventFitsTheContract() throws Exception {
		String order = place();

		EntityExchangeResult<String> answer = cancel(order, ALL);

		assertThat(answer.getStatus().value()).isEqualTo(200);
		JsonNode cancelled = this.json.readTree(answer.getResponseBody());
		assertThat(cancelled.at("/id").asString()).isEqualTo(order);
		assertThat(cancelled.at("/cancellation/reason").asString()).isEqualTo("Ordered twice");
		assertThat(cancelled.at("/cancellation").has("lines")).isFalse();
		assertThat(events()).singleElement().satisfies((event) -> {
			assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(readString(of("../contract/order-cancelled.schema.json")), InputFormat.JSON)
				.validate(event, InputFormat.JSON)).isEmpty();
			assertThat(this.json.readTree(event).get("cancelledAt"))
				.isEqualTo(cancelled.at("/cancellation/cancelledAt"));
		});
		assertThat(get("/orders/" + order)).isEqualTo(answer.getResponseBody());
		assertThat(this.json.readTree(get("/orders")).at("/items/0/cancellation/reason").asString())
			.isEqualTo("Ordered twice");
	}

	@Test
	void theSameAgainChangesNothing() {
		String order = place();

		String first = cancel(order, PART).getResponseBody();
		EntityExchangeResult<String> again = cancel(order, PART.replace("1}", "\"1.0\"}"));

		assertThat(again.getStatus().value()).isEqualTo(200);
		assertThat(again.getResponseBody()).isEqualTo(first);
		assertThat(events()).hasSize(1);
		assertThat(this.json.readTree(first).at("/cancellation/lines").toString())
			.isEqualTo("[{\"line\":1,\"quantity\":\"1\"}]");
	}

	@Test
	void otherwiseThanBeforeIsAConflict() {
		String order = place();
		cancel(order, PART);

		assertThat(cancel(order, ALL).getStatus().value()).isEqualTo(409);
		assertThat(cancel(order, PART.replace("broken", "lost")).getStatus().value()).isEqualTo(409);
		assertThat(events()).hasSize(1);
	}

	@Test
	void ofManyAtTheSameMomentOneCancelsIt() {
		String order = place();
		AsyncTaskExecutor clients = new SimpleAsyncTaskExecutor();

		List<CompletableFuture<Integer>> answers = IntStream.range(0, 16)
			.mapToObj((i) -> clients
				.submitCompletable(() -> cancel(order, (i % 2 == 0) ? ALL : PART).getStatus().value()))
			.toList();

		assertThat(answers.stream().map(CompletableFuture::join)).hasSize(16).containsOnly(200, 409);
		assertThat(events()).hasSize(1);
	}

	@Test
	void onceThePeriodIsOverItIsAConflictButNotForWhatWasCancelledBefore() {
		String early = place();
		String late = place();
		cancel(early, ALL);
		this.jdbc.sql("update orders set placed_at = now() - interval '14 days 1 second'").update();

		assertThat(cancel(late, ALL).getStatus().value()).isEqualTo(409);
		assertThat(cancel(early, ALL).getStatus().value()).isEqualTo(200);
		assertThat(events()).hasSize(1);
	}

	@Test
	void anUnknownOrderIsNotFound() {
		assertThat(cancel(UUID.randomUUID().toString(), ALL).getStatus().value()).isEqualTo(404);
		assertThat(cancel("4711", ALL).getStatus().value()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{}|#/reason", "{\"reason\":\"\"}|#/reason",
			"{\"reason\":\"x\",\"lines\":[]}|#/lines", "{\"reason\":\"x\",\"lines\":[{\"quantity\":1}]}|#/lines/0/line",
			"{\"reason\":\"x\",\"lines\":[{\"line\":0,\"quantity\":1}]}|#/lines/0/line",
			"{\"reason\":\"x\",\"lines\":[{\"line\":2,\"quantity\":1}]}|#/lines/0/line",
			"{\"reason\":\"x\",\"lines\":[{\"line\":1,\"quantity\":0}]}|#/lines/0/quantity",
			"{\"reason\":\"x\",\"lines\":[{\"line\":1,\"quantity\":\"2.001\"}]}|#/lines/0/quantity",
			"{\"reason\":\"x\",\"lines\":[{\"line\":1,\"quantity\":1},{\"line\":1,\"quantity\":1}]}|#/lines/1/line",
			"{\"reason\":\"x\",\"all\":true}|#/all" })
	void aWrongFieldIsNamed(String body, String pointer) {
		EntityExchangeResult<String> answer = cancel(place(), body);

		assertThat(answer.getStatus().value()).isEqualTo(400);
		assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(this.json.readTree(answer.getResponseBody()).at("/errors/0/pointer").asString()).isEqualTo(pointer);
		assertThat(events()).isEmpty();
	}

	private String place() {
		String order = this.http.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body(SampleOrders.order())
			.exchange()
			.expectStatus()
			.isCreated()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return this.json.readTree(order).get("id").asString();
	}

	private EntityExchangeResult<String> cancel(String order, String body) {
		return this.http.post()
			.uri("/orders/{id}/cancellation", order)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectBody(String.class)
			.returnResult();
	}

	private String get(String path) {
		return this.http.get().uri(path).exchange().expectBody(String.class).returnResult().getResponseBody();
	}

	private List<String> events() {
		return this.jdbc.sql("select detail from eventbridge_outbox where detail_type = 'OrderCancelled'")
			.query(String.class)
			.list();
	}

}
