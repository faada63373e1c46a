package io.orderflow.orders.web;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.order.SampleOrders;
import io.orderflow.security.RawRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text that is meant to be taken for something else: by the database, the log, a browser.
 * Without authentication, so that nothing else stops it.
 */
@OrderApiTest
@ExtendWith(OutputCaptureExtension.class)
class InjectionTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@ValueSource(
			strings = { "' or '1'='1", "'; drop table orders; --", "1) union select usename, passwd from pg_shadow --",
					"\\'; select pg_sleep(9); --", "$$; select 1; $$", ":id", "?", "%", "_", "{fn now()}", "\u0000",
					"\r\nX: y", "<script>alert(1)</script>", "${7*7}", "#{7*7}", "a\u2028b", "../../etc/passwd" })
	void aParameterIsNeverMoreThanText(String text) throws Exception {
		String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
		for (String target : new String[] { "/orders/", "/orders?after=", "/orders?limit=", "/actuator/outbox/" }) {
			HttpResponse<String> answer = get(target + encoded);
			assertThat(answer.statusCode()).as(target).isIn(400, 404);
			// The server's own page, for a path that it does not take, such as one with
			// %2F or %00.
			if (answer.headers().firstValue("Content-Type").orElseThrow().startsWith("text/html")) {
				assertThat(target).endsWith("/");
				assertThat(answer.body()).doesNotContain(text, "Exception", "Tomcat");
			}
			else {
				assertIsAProblem(answer);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "'; drop table orders; --", "<script>alert(1)</script>", "=HYPERLINK(\"http://x\",\"y\")",
			"+1+cmd|' /C calc'!A0", "@SUM(1)", "\\\"}],\"x\":[{", "${jndi:ldap://x}", "\ud83d\ude00", "\u202eevil" })
	void aNameIsKeptAndShownAsItIs(String text) throws Exception {
		String body = SampleOrders.order((order) -> {
			order.put("reference", text);
			((ObjectNode) order.get("customer")).put("name", text);
			((ObjectNode) order.get("lines").get(0)).put("description", text);
		});
		HttpRequest.Builder post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/orders".formatted(this.port)))
			.header("Content-Type", "application/json")
			.header("traceparent", "00-' or 1=1")
			.POST(BodyPublishers.ofString(body));
		if (text.chars().allMatch((c) -> c < 128)) {
			post.header("Idempotency-Key", text);
		}
		HttpResponse<String> placed = this.client.send(post.build(), BodyHandlers.ofString());
		assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
		String location = placed.headers().firstValue("Location").orElseThrow();
		assertThat(location).matches("/orders/[0-9a-f-]{36}");
		HttpResponse<String> shown = get(location);
		assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(shown.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		JsonNode order = new JsonMapper().readTree(shown.body());
		assertThat(order.at("/customer/name").asString()).isEqualTo(text);
		assertThat(order.at("/reference").asString()).isEqualTo(text);
		assertThat(order.at("/lines/0/description").asString()).isEqualTo(text);
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
	}

	@Test
	void aSeparatorOfLinesIsNoPartOfAName() throws Exception {
		for (String text : new String[] { "a\u2028b", "a\u2029b", "a\rb", "a\u0085b", "a\u0000b" }) {
			String body = SampleOrders.order((order) -> ((ObjectNode) order.get("customer")).put("name", text));
			HttpResponse<String> answer = this.client
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/orders".formatted(this.port)))
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString(body))
					.build(), BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(400);
			assertIsAProblem(answer);
		}
	}

	@Test
	void theLogHasNoLineThatIsNotItsOwn(CapturedOutput output) {
		LoggerFactory.getLogger("test")
			.error("Refused a\r\n2026-01-01T00:00:00Z forged", new IllegalStateException(
					"b\n2026-01-01T00:00:01Z forged", new IllegalArgumentException("c\rforged")));
		assertThat(output.getOut().lines()).anyMatch((line) -> line.contains("Refused a"))
			.anyMatch((line) -> line.contains("00:00:01Z forged"))
			.filteredOn((line) -> line.contains("forged"))
			.allMatch((line) -> line.startsWith(" ") || line.contains("\u001b"));
		assertThat(output.getOut()).containsOnlyOnce("00:00:01Z forged").doesNotContain("\rforged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /{<script> HTTP/1.1", "GET /<script>alert(1)</script> HTTP/1.1", "<script>", "GET",
			"GET / HTTP/9.9", "\u0000\u0001\u0002", "GET / HTTP/1.1\r\nHost: <script>",
			"GET / HTTP/1.1\r\nHost: a\r\nHost: b", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n<script>: x\u0000",
			"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1" })
	void theServersOwnErrorsTellNothing(String start) {
		RawRequest.RawAnswer answer = new RawRequest(start + "\r\nConnection: close\r\n\r\n").send(this.port);
		assertThat(answer.status()).as(answer.text()).isIn(400, 404, 405, 501, 505);
		assertThat(answer.text()).doesNotContain("<script>", "Tomcat", "Exception", "org.apache", "Server:");
	}

	@Test
	void aHeaderOfControlCharactersIsAWrongRequest() {
		for (String header : new String[] { "Idempotency-Key: a\u0085b", "traceparent: a\u0085b",
				"X-Nobody-Reads-It: a\u0085b", "Content-Type: a\u0085b" }) {
			RawRequest.RawAnswer answer = RawRequest.of("POST /orders", "Host: 127.0.0.1", header, "Content-Length: 0")
				.send(this.port);
			assertThat(answer.status()).as(header + answer.text()).isIn(400, 406, 415);
			assertThat(answer.text()).as(header).contains("application/problem+json");
		}
		assertThat(RawRequest.of("GET /orders?a%00b=1", "Host: 127.0.0.1").send(this.port).status()).isIn(200, 400);
	}

	@Test
	void aPageOfAnotherNameThatLeadsHereIsTurnedAway() {
		RawRequest.RawAnswer answer = RawRequest.of("GET /orders", "Host: evil.example.com").send(this.port);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text()).contains("application/problem+json").doesNotContain("items");
		assertThat(RawRequest.of("GET /orders", "Host: localhost").send(this.port).status()).isEqualTo(200);
	}

	@Test
	void aPageOfAnotherSiteIsTurnedAway() {
		RawRequest.RawAnswer answer = RawRequest
			.of("POST /actuator/republish", "Host: localhost", "Origin: https://evil.example.com",
					"Content-Type: application/x-www-form-urlencoded", "Content-Length: 0")
			.send(this.port);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(RawRequest.of("GET /orders", "Host: localhost", "Origin: null").send(this.port).status())
			.isEqualTo(403);
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.client.send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(this.port, path))).build(),
				BodyHandlers.ofString());
	}

	private static void assertIsAProblem(HttpResponse<String> answer) {
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(answer.headers().firstValue("X")).isEmpty();
		assertThat(answer.body()).doesNotContain("Exception", "java.", "org.postgresql");
	}

}
