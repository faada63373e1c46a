package io.orderflow.security;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind a published port, where the service itself is not on loopback: as in a
 * container.
 */
@WebSecurityTest
@TestPropertySource(properties = { "server.address=0.0.0.0", "web.allowed-hosts=localhost,127.0.0.1" })
class AllowedHostsTests {

	@LocalServerPort
	private int port;

	@Test
	void theNamesThatAreSetAreTakenAndNoOthers() {
		assertThat(status("LOCALHOST:99")).isEqualTo(200);
		assertThat(status("127.0.0.1")).isEqualTo(200);
		assertThat(status("127.0.0.2")).isEqualTo(400);
		assertThat(status("evil.example.com")).isEqualTo(400);
	}

	private int status(String host) {
		return RawRequest.of("GET /things", "Host: " + host).send(this.port).status();
	}

}
