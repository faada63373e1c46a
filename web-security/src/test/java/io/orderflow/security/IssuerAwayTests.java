package io.orderflow.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While the issuer of tokens does not answer, the service starts and says so.
 */
@WebSecurityTest
@ExtendWith(OutputCaptureExtension.class)
class IssuerAwayTests {

	static final Issuer ISSUER = new Issuer();

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry properties) {
		ISSUER.trustedBy(properties);
		ISSUER.stop();
	}

	@Test
	void aTokenCannotBeCheckedSoItIs503() throws Exception {
		HttpResponse<String> answer = get("/things", ISSUER.token("things:read"));
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).doesNotContain("Exception", "127.0.0.1:");
	}

	@Test
	void thatFillsNoLog(CapturedOutput output) throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThat(get("/things", ISSUER.token("things:read")).statusCode()).isEqualTo(503);
		}
		// The test before may have had the line of this minute.
		assertThat(output.getAll().split("No token can be checked", -1)).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void withoutATokenItIs401AndHealthIsOpen() throws Exception {
		assertThat(get("/things", null).statusCode()).isEqualTo(401);
		assertThat(get("/actuator/health/liveness", null).statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health/pipeline", null).statusCode()).isEqualTo(401);
		assertThat(get("/actuator/health/pipeline", ISSUER.token("operate")).statusCode()).isEqualTo(503);
		assertThat(get("/actuator/health", ISSUER.token("operate")).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(this.port, path)));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

}
