package io.orderflow.orders.web;

import io.orderflow.availability.RawClient;
import java.io.IOException;

import io.orderflow.orders.order.SampleOrders;
import io.orderflow.security.Issuer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request whose body comes later than its headers, and which therefore goes on in
 * another dispatch: the same rules hold.
 */
class LateBodyTests extends Guarded {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void theScopeDecidesThenToo() throws Exception {
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
		assertThat(inPieces("Bearer " + Issuer.shared().token("orders:write"))).startsWith("HTTP/1.1 201");
		assertThat(inPieces("Bearer " + Issuer.shared().token("orders:read"))).startsWith("HTTP/1.1 403");
		assertThat(inPieces("Bearer x")).startsWith("HTTP/1.1 401");
		assertThat(inPieces("Basic eDp4")).startsWith("HTTP/1.1 401");
		assertThat(this.jdbc.sql("select count(*) from orders").query(Integer.class).single()).isOne();
	}

	private String inPieces(String authorization) throws IOException {
		String order = SampleOrders.order();
		String headers = "Connection: close\r\nAuthorization: %s\r\nContent-Length: %d".formatted(authorization,
				order.length());
		try (RawClient client = RawClient.post(this.port, "/orders", headers, "")) {
			for (String piece : order.split("(?<=,)")) {
				client.send(piece);
			}
			return client.answer();
		}
	}

}
