package io.orderflow.orders;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.orderflow.contract.Answers;
import io.orderflow.contract.EventContract;
import io.orderflow.contract.OpenApiFile;
import io.orderflow.orders.order.SampleOrders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What others were told in {@code contract} is what the service does.
 */
@OrderApiTest
class OpenApiTests {

	private static final Path CONTRACT = Path.of("../contract");

	private static final OpenApiFile FILE = new OpenApiFile(CONTRACT.resolve("order-api.openapi.json"));

	private static final String WHOLE = "{\"reason\":\"Ordered twice\"}";

	private final List<String> faults = new ArrayList<>();

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, issued_invoices, eventbridge_outbox cascade").update();
	}

	@Test
	void theFileSaysWhatTheServiceSays() {
		FILE.isThat(this.http.get()
			.uri("/v3/api-docs")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody(), "/components/schemas/OrderRequest/properties/currency/enum");
	}

	@Test
	void answersAreAsTheFileDescribesThem() {
		String plain = id(ask(201, "POST", "/orders", SampleOrders.order()));
		String yen = id(ask(201, "POST", "/orders", SampleOrders.order((order) -> {
			order.put("currency", "JPY").put("reference", "PO-4711");
			order.withArray("lines")
				.forEach((line) -> ((ObjectNode) line).put("unitPrice", 1250)
					.put("vatRate", 0)
					.put("vatCategory", "E")
					.put("exemptionReason", "Small business"));
		})));
		ask(200, "POST", "/orders/{id}/cancellation", WHOLE, plain);
		ask(200, "POST", "/orders/{id}/cancellation",
				"{\"reason\":\"One broken\",\"lines\":[{\"line\":1,\"quantity\":\"1\"}]}", yen);
		this.jdbc.sql("""
				insert into issued_invoices (order_id, number, issued_at, credit_note)
				values (?::uuid, '2026-000001', now(), false), (?::uuid, 'C2026-000001', now(), true)""")
			.params(plain, plain)
			.update();
		ask(200, "GET", "/orders/{id}", null, plain);
		ask(200, "GET", "/orders", null);
		ask(200, "GET", "/orders?limit=1", null);
		assertThat(this.faults).isEmpty();
	}

	@Test
	void refusalsAreAsTheFileDescribesThem() {
		String order = id(ask(201, "POST", "/orders", SampleOrders.order()));
		ask(200, "POST", "/orders/{id}/cancellation", WHOLE, order);
		ask(409, "POST", "/orders/{id}/cancellation", WHOLE.replace("twice", "thrice"), order);
		ask(400, "POST", "/orders", "{");
		ask(400, "POST", "/orders", SampleOrders.order((body) -> body.put("currency", "XXX")));
		ask(400, "POST", "/orders/{id}/cancellation", "{}", order);
		ask(400, "GET", "/orders?limit=0", null);
		ask(400, "GET", "/orders/{id}", null, "4711");
		ask(404, "GET", "/orders/{id}", null, UUID.randomUUID().toString());
		ask(404, "POST", "/orders/{id}/cancellation", WHOLE, UUID.randomUUID().toString());
		ask(413, "POST", "/orders", " ".repeat(600_000));
		assertThat(this.faults).isEmpty();
	}

	@Test
	void eventsAreAsTheDocumentDescribesThem() {
		String order = id(ask(201, "POST", "/orders", SampleOrders.order()));
		ask(200, "POST", "/orders/{id}/cancellation", WHOLE, order);
		EventContract contract = EventContract.in(CONTRACT);
		assertThat(this.jdbc.sql("""
				select json_build_object('version', '0', 'id', id::text, 'source', source, 'detail-type', detail_type,
					'account', '123456789012', 'time', now(), 'region', 'eu-central-1', 'resources', '[]'::json,
					'detail', detail::json)::text
				from eventbridge_outbox""").query(String.class).list()).hasSize(2)
			.allSatisfy((event) -> assertThat(contract.faults(event)).isEmpty());
	}

	private String ask(int status, String method, String path, String body, Object... variables) {
		RestTestClient.RequestBodySpec request = this.http.method(HttpMethod.valueOf(method)).uri(path, variables);
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).body(body);
		}
		EntityExchangeResult<String> answer = request.exchange().expectBody(String.class).returnResult();
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(status);
		MediaType type = answer.getResponseHeaders().getContentType();
		this.faults.addAll(Answers.by(FILE)
			.faults(method, path.replaceAll("\\?.*", ""), status, type.getType() + "/" + type.getSubtype(),
					answer.getResponseBody()));
		return answer.getResponseBody();
	}

	private static String id(String order) {
		return JsonMapper.shared().readTree(order).get("id").asString();
	}

}
