package io.orderflow.orders.web;

import io.orderflow.availability.RawClient;
import io.orderflow.orders.OrderApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies that are not as their headers say: the client's fault, and told as such.
 */
@OrderApiTest
class BrokenBodyTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "zz\r\n", "-1\r\n", "2\r\n{}zz", "2\r\n{}\r\nzz\r\n", "7fffffffffffffff1\r\n", "2\r{}",
			"2;a=\u0001\r\n{}\r\n0\r\n\r\n", "2\r\n{}\r\n0\r\nno trailer\r\n\r\n" })
	void aBrokenChunkIsAProblem(String body) throws Exception {
		for (String path : new String[] { "/orders", "/actuator/republish", "/nothing-here" }) {
			String answer = post(path, body);
			assertThat(answer).as(path).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
			assertThat(answer).as(path).doesNotContain("java.", "Exception");
		}
	}

	@Test
	void oneClientsBrokenBodyIsNoOtherClientsProblem() throws Exception {
		for (int i = 0; i < 50; i++) {
			assertThat(post("/orders", "zz\r\n")).startsWith("HTTP/1.1 400 ");
		}
		assertThat(post("/orders", "2\r\n{}\r\n0\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("\"#/customer\"");
	}

	private String post(String path, String body) throws Exception {
		try (RawClient client = RawClient.post(this.port, path, "Connection: close\r\nTransfer-Encoding: chunked",
				"")) {
			return client.send(body).answer();
		}
	}

}
