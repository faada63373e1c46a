package io.orderflow.orders;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@OrderApiTest
class OrderApiTests {

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void tellsWhetherItLivesAndIsReady() {
		for (String probe : new String[] { "", "/liveness", "/readiness" }) {
			this.http.get()
				.uri("/actuator/health" + probe)
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.status")
				.isEqualTo("UP");
		}
	}

	@Test
	void hasMetricsOfTheOutbox() {
		String metrics = get("/actuator/prometheus");
		assertThat(metrics).contains("eventbridge_outbox_published_total", "eventbridge_outbox_failed_total",
				"eventbridge_outbox_parked_total", "eventbridge_outbox_backlog{application=\"order-api\"}",
				"eventbridge_outbox_backlog_age_seconds");
		assertThat(metrics).contains("http_server_requests_seconds_bucket{application=\"order-api\"");
	}

	@Test
	void describesItselfByOpenApiWithAPage() {
		assertThat(get("/v3/api-docs")).contains("\"/orders\"", "\"/orders/{id}\"", "Idempotency-Key");
		this.http.get().uri("/swagger-ui/index.html").exchange().expectStatus().isOk();
	}

	/** It stands in the log, where nothing personal may. */
	@Test
	void aViolatedCheckTellsNothingOfTheRow() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc.sql("""
					insert into orders (id, placed_at, currency, customer, lines, net, vat, gross)
					values (gen_random_uuid(), now(), 'EUR', ?::jsonb, '[{}]', 1, 1, 3)""")
				.param("{\"name\":\"Grace\"}")
				.update())
			.withStackTraceContaining("violates check constraint \"gross_is_net_and_vat\"")
			.satisfies((ex) -> assertThat(ex).asString().doesNotContain("Grace"))
			.havingRootCause()
			.satisfies((cause) -> assertThat(cause).asString().doesNotContain("Grace"));
	}

	private String get(String path) {
		return this.http.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

}
