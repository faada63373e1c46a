package io.orderflow.orders.idempotency;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.order.SampleOrders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@OrderApiTest
class IdempotentRequestsTests {

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private IdempotencyKeys keys;

	@Autowired
	private ExpiredKeys expiredKeys;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
	}

	@Test
	void theSameRequestGetsTheSameAnswerToTheLetter() {
		EntityExchangeResult<String> first = post("\"key-1\"", SampleOrders.order());
		EntityExchangeResult<String> second = post("\"key-1\"", SampleOrders.order());
		EntityExchangeResult<String> bare = post("key-1", SampleOrders.order());
		assertThat(first.getStatus().value()).isEqualTo(201);
		for (EntityExchangeResult<String> again : List.of(second, bare)) {
			assertThat(again.getStatus().value()).isEqualTo(201);
			assertThat(again.getResponseBody()).isEqualTo(first.getResponseBody());
			assertThat(again.getResponseHeaders().getLocation()).isEqualTo(first.getResponseHeaders().getLocation());
		}
		assertThat(orders()).isOne();
	}

	@Test
	void anotherBodyWithTheSameKeyIsRefused() {
		post("key-1", SampleOrders.order());
		EntityExchangeResult<String> other = post("key-1", SampleOrders.order() + " ");
		assertThat(other.getStatus().value()).isEqualTo(422);
		assertThat(other.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(orders()).isOne();
	}

	@Test
	void anotherKeyIsAnotherOrder() {
		post("key-1", SampleOrders.order());
		post("key-2", SampleOrders.order());
		assertThat(orders()).isEqualTo(2);
	}

	@Test
	void aRequestThatFailedLeavesItsKeyFree() {
		assertThat(post("key-1", SampleOrders.order((order) -> order.remove("currency"))).getStatus().value())
			.isEqualTo(400);
		assertThat(post("key-1", SampleOrders.order()).getStatus().value()).isEqualTo(201);
	}

	@Test
	void whileTheFirstIsUnderWayOthersAreToldToComeAgain() {
		this.transaction.executeWithoutResult((status) -> {
			this.keys.lock(IdempotentRequest.of(null, new IdempotencyKey("key-1"), new byte[32]));
			EntityExchangeResult<String> other = post("key-1", SampleOrders.order());
			assertThat(other.getStatus().value()).isEqualTo(409);
			assertThat(other.getResponseHeaders().getFirst("Retry-After")).isEqualTo("1");
		});
		assertThat(post("key-1", SampleOrders.order()).getStatus().value()).isEqualTo(201);
	}

	@Test
	void manyAtOnceMakeOneOrder() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(20);
		try {
			Callable<EntityExchangeResult<String>> client = () -> post("key-1", SampleOrders.order());
			List<Future<EntityExchangeResult<String>>> answers = clients
				.invokeAll(IntStream.range(0, 20).mapToObj((i) -> client).toList());
			Set<String> bodies = new HashSet<>();
			for (Future<EntityExchangeResult<String>> answer : answers) {
				assertThat(answer.get().getStatus().value()).isIn(201, 409);
				if (answer.get().getStatus().value() == 201) {
					bodies.add(answer.get().getResponseBody());
				}
			}
			assertThat(bodies).hasSize(1);
		}
		finally {
			clients.shutdown();
		}
		assertThat(orders()).isOne();
	}

	@Test
	void aKeyThatHasExpiredCountsAsNewAndIsDeletedInTime() {
		post("key-1", SampleOrders.order());
		post("key-2", SampleOrders.order());
		this.jdbc.sql("update idempotency_keys set expires_at = now() - interval '1 second'").update();
		post("key-1", SampleOrders.order() + " ");
		assertThat(orders()).isEqualTo(3);
		this.expiredKeys.delete();
		assertThat(this.jdbc.sql("select key from idempotency_keys").query(String.class).list())
			.containsExactly("key-1");
	}

	@Test
	void whatIsNoKeyIsRefused() {
		for (String key : List.of("\"\"", "x".repeat(256), "caf\u00e9")) {
			EntityExchangeResult<String> answer = post(key, SampleOrders.order());
			assertThat(answer.getStatus().value()).as(key).isEqualTo(400);
			assertThat(answer.getResponseBody()).contains("Idempotency-Key");
		}
		assertThat(orders()).isZero();
	}

	@Test
	void aDatabaseThatFailsAtExpiredKeysLeavesThemToTheNextTime() {
		post("key-1", SampleOrders.order());
		this.jdbc.sql("update idempotency_keys set expires_at = now() - interval '1 second'").update();
		this.jdbc.sql("alter table idempotency_keys rename to away").update();
		try {
			assertThatNoException().isThrownBy(this.expiredKeys::delete);
		}
		finally {
			this.jdbc.sql("alter table away rename to idempotency_keys").update();
		}
		this.expiredKeys.delete();
		assertThat(this.jdbc.sql("select count(*) from idempotency_keys").query(Integer.class).single()).isZero();
	}

	private int orders() {
		return this.jdbc.sql("select count(*) from orders").query(Integer.class).single();
	}

	private EntityExchangeResult<String> post(String key, String body) {
		return this.http.post()
			.uri("/orders")
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectBody(String.class)
			.returnResult();
	}

}
