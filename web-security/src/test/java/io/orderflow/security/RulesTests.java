package io.orderflow.security;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application's own rules, those that all have, and what has none.
 */
class RulesTests extends Guarded {

	private static final String ALL = "things:read things:write operate";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "GET /things, things:read, 200", "GET /things, things:write, 403", "GET /things, operate, 403",
			"POST /things, things:write, 200", "POST /things, things:read, 403", "GET /actuator, operate, 200",
			"GET /actuator/prometheus, operate, 200", "GET /actuator/info, operate, 200",
			"GET /actuator/health/pipeline, operate, 200", "GET /actuator/health/pipeline/ping, operate, 200",
			"GET /actuator/health/pipeline/nothing, operate, 404", "GET /actuator/health/pipeline, things:read, 403",
			"GET /actuator/health/pipeline/ping, things:read, 403", "GET /actuator/prometheus, things:read, 403",
			"GET /actuator, things:read, 403", "GET /v3/api-docs, other, 404", "GET /v3/api-docs/x, other, 404",
			"GET /swagger-ui.html, other, 404" })
	void aPathIsOpenToItsScopeAlone(String request, String scope, int status) {
		assertThat(send(request, null).status()).isEqualTo(401);
		assertThat(send(request, scope).status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /", "GET /nothing", "GET /unruled", "POST /login", "GET /login", "POST /logout",
			"GET /logout", "GET /default-ui.css", "GET /webjars/x", "GET /favicon.ico", "GET /error",
			"GET /actuator/env", "GET /actuator/heapdump", "GET /actuator/nothing", "GET /actuator/healthy",
			"POST /actuator/shutdown", "GET /oauth2/token", "GET /h2-console", "DELETE /things", "PUT /things",
			"HEAD /things", "OPTIONS /things", "POST /things/", "GET /thingss", "POST /v3/api-docs", "GET /v3",
			"GET /v2/api-docs", "POST /page.html", "DELETE /page/page.js", "GET /page/deeper/page.js" })
	void whatIsNotKnownIsClosedToAll(String request) {
		assertThat(send(request, null).status()).isEqualTo(401);
		assertThat(send(request, ALL).status()).isEqualTo(403);
	}

	@Test
	void healthIsOpen() {
		for (String path : new String[] { "", "/liveness", "/readiness" }) {
			RawRequest.RawAnswer answer = send("GET /actuator/health" + path, null);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.text()).contains("\"status\":\"UP\"").doesNotContain("components");
		}
		for (String path : new String[] { "/ping", "/diskSpace", "/db" }) {
			assertThat(send("GET /actuator/health" + path, null).status()).as("shown to nobody").isEqualTo(404);
		}
	}

	@Test
	void healthIsOpenToABadTokenToo() {
		for (String authorization : new String[] { "Bearer x", "Bearer", "Bearer x\r\nAuthorization: Bearer y" }) {
			assertThat(RawRequest
				.of("GET /actuator/health", "Host: 127.0.0.1:" + this.port, "Authorization: " + authorization)
				.send(this.port)
				.status()).as(authorization).isEqualTo(200);
		}
	}

	@Test
	void atHealthThatShowsDetailsABadTokenIsLookedAt() {
		for (String path : new String[] { "/pipeline", "/pipeline/ping" }) {
			for (String authorization : new String[] { "Bearer x", "Bearer x\r\nAuthorization: Bearer y" }) {
				RawRequest.RawAnswer answer = RawRequest
					.of("GET /actuator/health" + path, "Host: 127.0.0.1:" + this.port,
							"Authorization: " + authorization)
					.send(this.port);
				assertThat(answer.status()).as(authorization).isIn(400, 401);
				assertThat(answer.text()).doesNotContain("\"status\":\"UP\"");
			}
		}
		assertThat(send("GET /actuator/health/pipeline", "operate").text()).contains("components", "ping");
	}

	@Test
	void whatClientsMustKnowToAskForATokenIsOpen() {
		RawRequest.RawAnswer metadata = send("GET /.well-known/oauth-protected-resource", null);
		assertThat(metadata.status()).isEqualTo(200);
		assertThat(metadata.text()).contains("\"resource\":\"http://127.0.0.1")
			.contains("\"bearer_methods_supported\":[\"header\"]");
	}

	@Test
	void aPageIsOpenAndMayCallItsOwnServiceAlone() {
		for (String request : new String[] { "GET /page.html", "HEAD /page.html", "GET /page/page.js" }) {
			for (String scope : new String[] { null, "other" }) {
				RawRequest.RawAnswer answer = send(request, scope);
				assertThat(answer.status()).as(request).isEqualTo(200);
				assertThat(answer.text()).as(request)
					.contains("Content-Security-Policy: default-src 'none'; script-src 'self'", "connect-src 'self'",
							"frame-ancestors 'none'", "no-store");
			}
		}
		assertThat(send("GET /things", "things:read").text()).doesNotContain("Content-Security-Policy");
	}

	private RawRequest.RawAnswer send(String request, @Nullable String scopes) {
		String host = "Host: 127.0.0.1:" + this.port;
		String[] headers = (scopes == null) ? new String[] { host, "Content-Length: 0" }
				: new String[] { host, "Content-Length: 0", "Authorization: Bearer " + Issuer.shared().token(scopes) };
		return RawRequest.of(request, headers).send(this.port);
	}

}
