package io.orderflow.invoices.web;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.orderflow.invoices.Events;
import io.orderflow.invoices.ServiceTest;
import io.orderflow.security.RawRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Text that is meant to be taken for something else: by the database, the log, a browser.
 * Without authentication, so that nothing else stops it.
 */
@ExtendWith(OutputCaptureExtension.class)
class InjectionTest extends ServiceTest {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "' or '1'='1", "'; drop table invoices; --",
			"1) union select usename, passwd from pg_shadow --", "\\'; select pg_sleep(9); --", "$$; select 1; $$",
			":id", "?", "%", "_", "{fn now()}", "\u0000", "\r\nX: y", "<script>alert(1)</script>", "${7*7}", "#{7*7}",
			"a\u2028b", "../../etc/passwd" })
	void aParameterIsNeverMoreThanText(String text) throws Exception {
		String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
		for (String target : new String[] { "/invoices/", "/invoices?orderId=", "/invoices?after=", "/invoices?limit=",
				"/actuator/deadletters/" }) {
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
	@ValueSource(strings = { "'; drop table invoices; --", "<script>alert(1)</script>",
			"=HYPERLINK(\"http://x\",\"y\")", "\\\"}],\"x\":[{", "\u2028 \u2029", "\ud83d\ude00", "\u202eevil" })
	void aNameIsKeptAndShownAsItIs(String text) throws Exception {
		UUID order = UUID.randomUUID();
		INVOICES.send(Events.orderPlaced(order, (detail) -> {
			detail.put("reference", text);
			((ObjectNode) detail.get("customer")).put("name", text);
		}));
		await().until(() -> get("/invoices?orderId=" + order).body().contains("2"));
		HttpResponse<String> shown = get("/invoices?orderId=" + order);
		assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(shown.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(new JsonMapper().readTree(shown.body()).at("/items/0/customer/name").asString()).isEqualTo(text);
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
			RawRequest.RawAnswer answer = RawRequest.of("GET /invoices", "Host: 127.0.0.1", header, "X-Other: 1")
				.send(this.port);
			assertThat(answer.status()).as(header + answer.text()).isIn(200, 400, 406);
		}
		assertThat(RawRequest.of("GET /invoices?a%00b=1", "Host: 127.0.0.1").send(this.port).status()).isIn(200, 400);
	}

	@Test
	void aPageOfAnotherNameThatLeadsHereIsTurnedAway() {
		RawRequest.RawAnswer answer = RawRequest.of("GET /invoices", "Host: evil.example.com").send(this.port);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text()).contains("application/problem+json").doesNotContain("items");
		assertThat(RawRequest.of("GET /invoices", "Host: localhost").send(this.port).status()).isEqualTo(200);
	}

	@Test
	void aPageOfAnotherSiteIsTurnedAway() {
		RawRequest.RawAnswer answer = RawRequest
			.of("POST /actuator/deadletters", "Host: localhost", "Origin: https://evil.example.com",
					"Content-Type: application/x-www-form-urlencoded", "Content-Length: 0")
			.send(this.port);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(RawRequest.of("GET /invoices", "Host: localhost", "Origin: null").send(this.port).status())
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
