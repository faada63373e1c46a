package io.orderflow.orders.idempotency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.order.SampleOrders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
class KeysUnderPressureTests {

	private static final int CLIENTS = 50;

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ExpiredKeys expiredKeys;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
	}

	@Test
	void fiftyClientsWithOneKeyAtOnceMakeOneOrderAndAllGetItsAnswer() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			for (int round = 0; round < 5; round++) {
				String key = "key-" + round;
				CyclicBarrier start = new CyclicBarrier(CLIENTS);
				List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
				for (int client = 0; client < CLIENTS; client++) {
					answers.add(clients.submit(() -> {
						start.await(10, TimeUnit.SECONDS);
						return postUntilTaken(key);
					}));
				}
				HttpResponse<byte[]> first = answers.get(0).get();
				for (Future<HttpResponse<byte[]>> answer : answers) {
					assertSame(first, answer.get());
				}
			}
		}
		finally {
			clients.shutdown();
		}
		assertThat(count("orders")).isEqualTo(5);
		assertThat(count("eventbridge_outbox")).isEqualTo(5);
	}

	@Test
	void whatWasStoredIsSentWhateverWouldBeWrittenToday() throws Exception {
		HttpResponse<byte[]> first = post("key-1");
		String old = "{ \"written\" : \"by the release before, with \u00e9 and \ud83d\ude80\" }";
		this.jdbc.sql("update idempotency_keys set body = ?, location = '/v0/orders/7'").param(old).update();
		HttpResponse<byte[]> again = post("key-1");
		assertThat(again.statusCode()).isEqualTo(201);
		assertThat(again.body()).asString().isEqualTo(old);
		assertThat(again.headers().firstValue("Location")).hasValue("/v0/orders/7");
		assertThat(again.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
	}

	@Test
	void aKeyIsKeptForTheTimeThatIsSetAndNotDeletedBefore() throws Exception {
		HttpResponse<byte[]> first = post("key-1");
		assertThat(this.jdbc.sql("select extract(epoch from expires_at - now()) from idempotency_keys")
			.query(Double.class)
			.single()).isBetween(86_000.0, 86_400.0);
		this.expiredKeys.delete();
		assertSame(first, post("key-1"));
	}

	@Test
	void keysThatHaveExpiredAreAllDeletedHoweverMany() {
		this.jdbc
			.sql("""
					insert into idempotency_keys (caller, key, fingerprint, location, body, expires_at)
					select '', 'key-' || n, sha256(n::text::bytea), '/orders/x', '{}', now() + (n - 2500) * interval '1 hour'
					from generate_series(1, 2600) n
					""")
			.update();
		this.expiredKeys.delete();
		assertThat(count("idempotency_keys")).isEqualTo(100);
	}

	private void assertSame(HttpResponse<byte[]> first, HttpResponse<byte[]> again) {
		assertThat(again.statusCode()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.headers().firstValue("Location")).isPresent()
			.isEqualTo(first.headers().firstValue("Location"));
	}

	private HttpResponse<byte[]> postUntilTaken(String key) throws Exception {
		for (int attempt = 0; attempt < 100; attempt++) {
			HttpResponse<byte[]> answer = post(key);
			if (answer.statusCode() != 409) {
				return answer;
			}
			assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
		}
		throw new AssertionError("Still 409 after 100 attempts");
	}

	private HttpResponse<byte[]> post(String key) throws Exception {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:%d/orders".formatted(this.port)))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(BodyPublishers.ofString(SampleOrders.order()))
			.build(), BodyHandlers.ofByteArray());
	}

	private int count(String table) {
		return this.jdbc.sql("select count(*) from " + table).query(Integer.class).single();
	}

}
