package io.orderflow.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets in, on loopback, while no issuer of tokens is set.
 */
@WebSecurityTest
class WithoutTokensTests {

	@LocalServerPort
	private int port;

	@Test
	void thisMachineGetsInEverywhere() {
		for (String request : new String[] { "GET /things", "GET /unruled", "POST /things", "GET /actuator/prometheus",
				"GET /actuator/health", "GET /actuator/health/pipeline", "GET /actuator/health/pipeline/ping" }) {
			RawRequest.RawAnswer answer = RawRequest.of(request, "Host: 127.0.0.1", "Content-Length: 0")
				.send(this.port);
			assertThat(answer.status()).as(request).isEqualTo(200);
			assertThat(answer.text()).doesNotContain("Set-Cookie");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "localhost", "LOCALHOST:99", "[::1]", "127.1.2.3" })
	void thisMachinesOwnNamesAreTaken(String host) {
		assertThat(RawRequest.of("GET /things", "Host: " + host).send(this.port).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example.com", "evil.example.com:8080", "127.0.0.1.evil.example.com",
			"localhost.evil", "10.0.0.1" })
	void aPageOfAnotherNameThatLeadsHereIsTurnedAway(String host) {
		RawRequest.RawAnswer answer = RawRequest.of("GET /things", "Host: " + host).send(this.port);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text()).contains("application/problem+json", "nosniff").doesNotContain("items");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.com", "null" })
	void aPageOfAnotherSiteIsTurnedAway(String origin) {
		for (String request : new String[] { "GET /things", "POST /things" }) {
			RawRequest.RawAnswer answer = RawRequest
				.of(request, "Host: localhost", "Origin: " + origin, "Content-Type: application/x-www-form-urlencoded",
						"Content-Length: 0")
				.send(this.port);
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.text()).contains("application/problem+json", "nosniff", "\"status\":403")
				.doesNotContain("items");
		}
	}

}
