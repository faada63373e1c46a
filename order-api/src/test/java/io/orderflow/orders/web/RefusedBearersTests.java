package io.orderflow.orders.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.security.Issuer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders that security refuses are counted as well.
 */
class RefusedBearersTests extends Guarded {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	@Test
	void whoHasNoTokenIsUnauthorizedAndWhoHasAnothersScopeForbidden() throws Exception {
		double unauthorized = refused("unauthorized");
		double forbidden = refused("forbidden");
		assertThat(post("x")).isEqualTo(401);
		assertThat(post(Issuer.shared().token("orders:read"))).isEqualTo(403);
		assertThat(post(Issuer.shared().token("operate"))).isEqualTo(403);
		Awaitility.await()
			.until(() -> refused("unauthorized") == unauthorized + 1 && refused("forbidden") == forbidden + 2);
	}

	private double refused(String reason) {
		return this.meters.get("orders.refused").tag("reason", reason).counter().count();
	}

	private int post(String token) throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/orders".formatted(this.port)))
				.header("Authorization", "Bearer " + token)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{}"))
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

}
