package io.orderflow.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways around the rules: none leads in.
 */
class DetourTests extends Guarded {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/../prometheus", "/actuator/health/..;/prometheus",
			"/actuator/health/%2e%2e/prometheus", "/actuator/health/..%2fprometheus",
			"/actuator/health/..%5cprometheus", "/actuator/health/..\\prometheus",
			"/actuator/health/%252e%252e/prometheus", "/actuator/health;/../prometheus", "//actuator/prometheus",
			"/actuator//prometheus", "/actuator/prometheus/", "/actuator/prometheus;x=/health",
			"/actuator/prometheus?/actuator/health", "/ACTUATOR/prometheus", "/actuator/%70rometheus",
			"/actuator/prometheus%00", "/actuator/prometheus%0a", "/actuator/prometheus.json", "/things;jsessionid=1",
			"/;/things", "/./things", "/x/../things", "/things%2f", "/things%20", "/%u006f", "/error",
			"/error?status=200", "/swagger-ui/..//things", "/v3/api-docs/..;/things", "/swagger-ui/..%2f/things",
			"http://127.0.0.1/things", "http://evil.example.com/things", "/things?a=[", "/things?a=%zz", "/things/a[b",
			"/things/a%5bb", "/things/%", "/things?{", "/things?x=http://[::", "/:80", "/a:b@c", "/things#x",
			"/things?access_token=x&access_token=y", "/things?a%00b=1", "/%ff", "/%c0%ae%c0%ae/" })
	void noDetourLeadsIn(String target) {
		for (String method : new String[] { "GET", "HEAD", "OPTIONS" }) {
			RawRequest.RawAnswer answer = RawRequest.of(method + " " + target, "Host: 127.0.0.1").send(this.port);
			assertThat(answer.status()).as(answer.text()).isIn(400, 401, 404);
			assertThat(answer.text()).doesNotContain("jvm_", "items", "Exception", "Apache Tomcat");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/pipeline/", "/actuator/health/pipeline/ping/",
			"/actuator/health//pipeline", "/actuator//health/pipeline", "/actuator/health/%70ipeline",
			"/actuator/%68ealth/pipeline", "/actuator/health/pipeline%2fping", "/actuator/health/./pipeline",
			"/actuator/health/x/../pipeline", "/actuator/health/pipeline;x=1", "/actuator/health;x=1/pipeline",
			"/actuator/health/PIPELINE", "/actuator/health/Pipeline", "/actuator/health/pipeline%20",
			"/actuator/health/pipeline%00", "/actuator/health/liveness/../pipeline",
			"/actuator/health/liveness/..;/pipeline", "/actuator/health/pipeline.json",
			"/actuator/health/pipeline?show-details=always", "/actuator/HEALTH/pipeline" })
	void noDetourLeadsToTheDetailsOfHealth(String target) {
		for (String method : new String[] { "GET", "HEAD" }) {
			RawRequest.RawAnswer answer = RawRequest.of(method + " " + target, "Host: 127.0.0.1").send(this.port);
			assertThat(answer.status()).as(answer.text()).isIn(400, 401, 404);
			assertThat(answer.text()).doesNotContain("components", "\"status\":\"UP\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE", "TRACK", "CONNECT", "PROPFIND", "get", "GETS", "X" })
	void noOtherMethodLeadsIn(String method) {
		RawRequest.RawAnswer answer = RawRequest.of(method + " /things", "Host: 127.0.0.1", "X-Secret: to-be-echoed")
			.send(this.port);
		assertThat(answer.status()).as(answer.text()).isIn(400, 401, 405, 501);
		assertThat(answer.text()).doesNotContain("to-be-echoed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-HTTP-Method-Override: GET", "X-Original-URL: /actuator/health",
			"X-Rewrite-URL: /actuator/health", "X-Forwarded-Prefix: /actuator/health", "X-Forwarded-For: 127.0.0.1",
			"Forwarded: for=127.0.0.1;host=localhost", "X-Forwarded-User: ada", "X-Remote-User: ada",
			"X-Custom-IP-Authorization: 127.0.0.1", "Cookie: JSESSIONID=1", "Authorization: ", "Authorization:Bearer",
			"Proxy-Authorization: Bearer x" })
	void noHeaderLeadsIn(String header) {
		assertThat(RawRequest.of("GET /things", "Host: 127.0.0.1", header).send(this.port).status()).isEqualTo(401);
	}

	@Test
	void whatTheServerItselfAnswersTellsNothing() {
		RawRequest.RawAnswer answer = RawRequest.of("OPTIONS *", "Host: 127.0.0.1").send(this.port);
		assertThat(answer.text()).contains("Allow: ", "Content-Length: 0").doesNotContain("Server:", "TRACE");
	}

	@Test
	void noMethodHidesAnother() {
		String token = Issuer.shared().token("things:read");
		RawRequest.RawAnswer answer = RawRequest
			.of("POST /things?_method=GET", "Host: 127.0.0.1", "Authorization: Bearer " + token,
					"X-HTTP-Method-Override: GET", "Content-Length: 0")
			.send(this.port);
		assertThat(answer.status()).as(answer.text()).isEqualTo(403);
	}

	@Test
	void whatAProxyMayHaveAddedIsNotBelieved() {
		RawRequest.RawAnswer answer = RawRequest
			.of("GET /things", "Host: 127.0.0.1", "X-Forwarded-Host: evil.example.com", "X-Forwarded-Proto: https",
					"Forwarded: host=evil.example.com")
			.send(this.port);
		assertThat(answer.text()).doesNotContain("evil");
	}

}
