package io.orderflow.orders.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.availability.RawClient;
import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.order.SampleOrders;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which an order can be refused is counted once, wherever it is refused.
 */
@OrderApiTest
@TestPropertySource(properties = { "server.tomcat.threads.max=8", "orders.web.body-timeout=3s",
		"orders.web.max-uploads=20", "orders.web.max-bodies-size=600KB", "orders.web.max-requests=4" })
class RefusedOrdersTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MeterRegistry meters;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
	}

	@Test
	void everySeriesIsThereFromTheStart() {
		assertThat(this.meters.get("orders.refused").counters()).hasSize(10)
			.extracting((counter) -> counter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("invalid", "too_large", "timeout", "unsupported_media_type", "key_in_use",
					"key_reused", "unauthorized", "forbidden", "unavailable", "other");
	}

	@Test
	void wrongFieldsAndBodiesThatAreNoJson() {
		assertCounted("invalid", 3, () -> {
			post(SampleOrders.order((order) -> order.put("currency", "euro")), null);
			post("{", null);
			post(SampleOrders.order(), " ");
		});
	}

	@Test
	void aBodyThatIsTooLarge() {
		assertCounted("too_large", 2, () -> {
			try (RawClient client = raw("Content-Length: 10000000000", "{")) {
				assertThat(client.answer()).startsWith("HTTP/1.1 413");
			}
			try (RawClient client = raw("Connection: close\r\nContent-Length: 525000", " ".repeat(525_000))) {
				assertThat(client.answer()).startsWith("HTTP/1.1 413");
			}
		});
	}

	@Test
	void aBodyThatDribbles() {
		assertCounted("timeout", 1, () -> {
			try (RawClient client = raw("Content-Length: 100", "{")) {
				assertThat(client.answer()).startsWith("HTTP/1.1 408");
			}
		});
	}

	@Test
	void aBodyOfAnotherType() {
		assertCounted("unsupported_media_type", 1,
				() -> this.http.post()
					.uri("/orders")
					.contentType(MediaType.TEXT_PLAIN)
					.body("x")
					.exchange()
					.expectStatus()
					.isEqualTo(415));
	}

	@Test
	void aKeyWithAnotherBody() {
		post(SampleOrders.order(), "key-1");
		assertCounted("key_reused", 1, () -> post(SampleOrders.order() + " ", "key-1"));
	}

	@Test
	void aKeyWhoseFirstRequestIsUnderWay() {
		assertCounted("key_in_use", 1, () -> {
			CompletableFuture<Integer> first = new CompletableFuture<>();
			this.transaction.executeWithoutResult((status) -> {
				this.jdbc.sql("lock table orders in access exclusive mode").update();
				first.completeAsync(() -> post(SampleOrders.order(), "key-1"), new SimpleAsyncTaskExecutor());
				Awaitility.await().until(this::somebodyWaitsForTheTable);
				assertThat(post(SampleOrders.order(), "key-1")).isEqualTo(409);
			});
			assertThat(first.join()).isEqualTo(201);
		});
	}

	private boolean somebodyWaitsForTheTable() {
		return this.jdbc.sql("select exists (select from pg_locks where relation = 'orders'::regclass and not granted)")
			.query(Boolean.class)
			.single();
	}

	@Test
	void aDatabaseThatDoesNotAnswer() {
		assertCounted("unavailable", 1, () -> this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("lock table orders in access exclusive mode").update();
			String order = SampleOrders.order();
			// Another client would try again by itself.
			try (RawClient client = raw("Connection: close\r\nContent-Length: " + order.length(), order)) {
				assertThat(client.answer()).startsWith("HTTP/1.1 503");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}));
	}

	@Test
	void anAnswerThatNobodyCanWrite() {
		assertCounted("other", 1,
				() -> this.http.post()
					.uri("/orders")
					.accept(MediaType.IMAGE_PNG)
					.contentType(MediaType.APPLICATION_JSON)
					.body(SampleOrders.order())
					.exchange()
					.expectStatus()
					.isEqualTo(406));
	}

	@Test
	void otherRequestsAndAcceptedOnesAreNotCounted() {
		double before = refused();
		post(SampleOrders.order(), null);
		this.http.get().uri("/orders?limit=0").exchange().expectStatus().isBadRequest();
		this.http.get().uri("/orders/7").exchange().expectStatus().isBadRequest();
		this.http.post()
			.uri("/orders/00000000-0000-0000-0000-000000000000/cancellation")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{}")
			.exchange()
			.expectStatus()
			.isBadRequest();
		assertThat(refused()).isEqualTo(before);
	}

	private void assertCounted(String reason, int times, Requests requests) {
		double before = refused();
		double ofReason = refused(reason);
		try {
			requests.send();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		// The client has its answer before the filter is left.
		Awaitility.await().until(() -> refused(reason) == ofReason + times);
		assertThat(refused()).as("no other reason").isEqualTo(before + times);
	}

	private double refused(String reason) {
		return this.meters.get("orders.refused").tag("reason", reason).counter().count();
	}

	/** For all reasons together. */
	private double refused() {
		return this.meters.get("orders.refused").counters().stream().mapToDouble(Counter::count).sum();
	}

	private RawClient raw(String length, String body) throws IOException {
		return RawClient.post(this.port, "/orders", length, body);
	}

	private int post(String body, @Nullable String key) {
		return this.http.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).headers((headers) -> {
			if (key != null) {
				headers.set("Idempotency-Key", key);
			}
		}).body(body).exchange().expectBody(String.class).returnResult().getStatus().value();
	}

	private interface Requests {

		void send() throws IOException;

	}

}
