package io.orderflow.orders;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
class OrderApiTests {

	@Autowired
	private RestTestClient http;

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
