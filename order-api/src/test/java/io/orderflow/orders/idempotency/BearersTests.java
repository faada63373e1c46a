package io.orderflow.orders.idempotency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.orderflow.orders.order.SampleOrders;
import io.orderflow.orders.web.Guarded;
import io.orderflow.security.Issuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bearers of tokens with the same {@code Idempotency-Key}.
 */
class BearersTests extends Guarded {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
	}

	@Test
	void eachGetsTheirOwnOrderAndNeverTheOthersAnswer() throws Exception {
		String body = SampleOrders.order();
		HttpResponse<String> adas = place("ada", body);
		HttpResponse<String> bobs = place("bob", body);
		assertThat(adas.statusCode()).isEqualTo(201);
		assertThat(bobs.statusCode()).isEqualTo(201);
		assertThat(bobs.headers().firstValue("Location")).isNotEqualTo(adas.headers().firstValue("Location"));
		assertThat(place("ada", body).body()).isEqualTo(adas.body());
		assertThat(place("bob", body).body()).isEqualTo(bobs.body()).isNotEqualTo(adas.body());
		assertThat(this.jdbc.sql("select count(*) from orders").query(Integer.class).single()).isEqualTo(2);
	}

	@Test
	void anothersBodyUnderTheKeySaysNothing() throws Exception {
		place("ada", SampleOrders.order());
		String other = SampleOrders.order((order) -> order.put("reference", "another"));
		assertThat(place("bob", other).statusCode()).isEqualTo(201);
		assertThat(place("ada", other).statusCode()).isEqualTo(422);
	}

	@Test
	void callersWhoseNamesDifferInCaseOrSpaceAreOthers() throws Exception {
		String body = SampleOrders.order();
		for (String caller : new String[] { "ada", "Ada", "ada ", "ada\"", "' or '1'='1" }) {
			assertThat(place(caller, body).statusCode()).isEqualTo(201);
		}
		assertThat(this.jdbc.sql("select count(*) from orders").query(Integer.class).single()).isEqualTo(5);
	}

	private HttpResponse<String> place(String caller, String body) throws Exception {
		String token = Issuer.shared().token((claims) -> claims.subject(caller).claim("scope", "orders:write"));
		return this.client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/orders".formatted(this.port)))
			.header("Authorization", "Bearer " + token)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "the-same")
			.POST(BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

}
