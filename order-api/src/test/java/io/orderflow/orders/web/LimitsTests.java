package io.orderflow.orders.web;

import io.orderflow.availability.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.order.SampleOrders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fewer threads than dribbling clients: none of them may hold one.
 */
@OrderApiTest
@TestPropertySource(properties = { "server.tomcat.threads.max=8", "orders.web.body-timeout=3s",
		"orders.web.max-uploads=20", "orders.web.max-bodies-size=600KB", "orders.web.max-requests=4" })
class LimitsTests {

	/**
	 * A thread for each. The common pool, which Java 25 takes otherwise, has one on two
	 * cores.
	 */
	private static final Executor CLIENTS = new SimpleAsyncTaskExecutor("client-");

	private static final String LONG = "Content-Length: 500000";

	private static final String CHUNKED = "Transfer-Encoding: chunked";

	private final List<RawClient> clients = new ArrayList<>();

	@LocalServerPort
	private int port;

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
	}

	@AfterEach
	void hangUp() throws IOException {
		for (RawClient client : this.clients) {
			client.close();
		}
	}

	@Test
	void bodiesThatDribbleHoldNoThreadAndAreGivenUpInTime() throws Exception {
		List<RawClient> slow = List.of(raw("/orders", LONG, "{"), raw("/nothing-here", LONG, "{"),
				raw("/orders", CHUNKED, "5\r\n{"), raw("/actuator/health", LONG, "{"));
		// Given up at the same moment as those above, they must not take the requests'
		// places.
		for (int i = 0; i < 12; i++) {
			raw("/actuator/health", LONG, "{");
		}
		assertThat(post().getStatus().value()).isEqualTo(201);
		assertThat(slow.get(0).send(" ").answer()).startsWith("HTTP/1.1 408")
			.contains("application/problem+json", "within 3000 ms", "Connection: close");
		assertThat(slow.get(1).answer()).startsWith("HTTP/1.1 404").contains("Connection: close");
		assertThat(slow.get(2).answer()).startsWith("HTTP/1.1 408");
		assertThat(slow.get(3).answer()).startsWith("HTTP/1.1 405");
	}

	@Test
	void aBodyThatComesInPiecesIsTheSameAsOneThatComesAtOnce() throws Exception {
		String order = SampleOrders.order();
		RawClient whole = raw("/orders", "Connection: close\r\nContent-Length: " + order.length(), order);
		String first = body(whole.answer());
		RawClient pieces = raw("/orders", "Connection: close\r\nContent-Length: " + order.length(), "");
		for (String piece : order.split("(?<=,)")) {
			pieces.send(piece);
		}
		assertThat(body(pieces.answer())).isEqualTo(first);
		RawClient chunks = raw("/orders", "Connection: close\r\n" + CHUNKED, "");
		for (String piece : order.split("(?<=,)")) {
			chunks.send("%x\r\n%s\r\n".formatted(piece.length(), piece));
		}
		assertThat(body(chunks.send("0\r\n\r\n").answer())).isEqualTo(first);
		assertThat(this.jdbc.sql("select count(*) from orders").query(Integer.class).single()).isOne();
	}

	@Test
	void moreUploadsThanAllowedAreRefusedAndWhatComesWholeIsNot() throws Exception {
		List<RawClient> uploads = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			uploads.add(raw("/orders", LONG, "{"));
		}
		String order = SampleOrders.order();
		// Not at once: those that are refused have their places among the requests, too.
		Awaitility.await()
			.until(() -> raw("/orders", "Connection: close\r\nContent-Length: " + order.length(), order).answer()
				.startsWith("HTTP/1.1 201"));
		assertThat(uploads).map(RawClient::answer)
			.anyMatch((answer) -> answer.startsWith("HTTP/1.1 503") && answer.contains("Retry-After: 1"))
			.anyMatch((answer) -> answer.startsWith("HTTP/1.1 408"));
	}

	@Test
	void uploadsThatAreBrokenOffGiveTheirPlacesBack() throws Exception {
		for (int i = 0; i < 50; i++) {
			raw("/orders", (i % 2 == 0) ? LONG : CHUNKED, "1\r\n{").close();
		}
		Awaitility.await().until(() -> {
			for (int i = 0; i < 19; i++) {
				raw("/orders", LONG, "{");
			}
			boolean free = raw("/orders", "Connection: close\r\n" + CHUNKED, "").send("0\r\n\r\n")
				.answer()
				.startsWith("HTTP/1.1 400");
			hangUp();
			return free;
		});
	}

	@Test
	void bodiesTogetherTakeNoMoreMemoryThanAllowed() throws Exception {
		String half = "{" + " ".repeat(400_000);
		Awaitility.await().until(() -> {
			raw("/orders", LONG, half);
			String answer = raw("/orders", "Connection: close\r\n" + LONG, " ".repeat(500_000)).answer();
			return answer.startsWith("HTTP/1.1 503") && answer.contains("Retry-After: 1");
		});
		hangUp();
		Awaitility.await()
			.until(() -> raw("/orders", "Connection: close\r\n" + LONG, " ".repeat(500_000)).answer()
				.startsWith("HTTP/1.1 400"));
	}

	@Test
	void aBodyThatSaysItIsVeryLargeIsRefusedAtOnce() throws Exception {
		assertThat(raw("/orders", "Content-Length: 10000000000", "{").answer()).startsWith("HTTP/1.1 413")
			.contains("application/problem+json");
	}

	@Test
	void moreRequestsThanAllowedAreToldToComeAgainWhileHealthIsStillTold() {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("lock table orders in access exclusive mode").update();
			List<CompletableFuture<Integer>> waiting = new ArrayList<>();
			Awaitility.await().until(() -> {
				waiting.add(CompletableFuture.supplyAsync(() -> post().getStatus().value(), CLIENTS));
				EntityExchangeResult<String> answer = get("/orders/7");
				return answer.getStatus().value() == 503
						&& "1".equals(answer.getResponseHeaders().getFirst("Retry-After"))
						&& MediaType.APPLICATION_PROBLEM_JSON.equals(answer.getResponseHeaders().getContentType());
			});
			assertThat(get("/actuator/health/liveness").getStatus().value()).isEqualTo(200);
		});
		Awaitility.await().until(() -> post().getStatus().value() == 201);
	}

	@Test
	void aQueryThatCannotBeReadIsAProblem() {
		for (String query : List.of("limit=%zz", "a&".repeat(2000))) {
			EntityExchangeResult<String> answer = get("/orders?" + query);
			assertThat(answer.getStatus().value()).isEqualTo(400);
		}
	}

	@Test
	void headersThatAreTooLargeAreRefused() {
		EntityExchangeResult<String> answer = this.http.get()
			.uri("/orders")
			.header("X-Large", "x".repeat(20_000))
			.exchange()
			.expectBody(String.class)
			.returnResult();
		assertThat(answer.getStatus().value()).isEqualTo(400);
	}

	private RawClient raw(String path, String length, String body) throws IOException {
		RawClient client = RawClient.post(this.port, path, length, body);
		this.clients.add(client);
		return client;
	}

	private EntityExchangeResult<String> post() {
		return this.http.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body(SampleOrders.order())
			.exchange()
			.expectBody(String.class)
			.returnResult();
	}

	private EntityExchangeResult<String> get(String path) {
		return this.http.get().uri(path).exchange().expectBody(String.class).returnResult();
	}

	private static String body(String answer) {
		assertThat(answer).startsWith("HTTP/1.1 201");
		return answer.substring(answer.indexOf("\r\n\r\n"));
	}

}
