package io.orderflow.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PortCheckTests {

	private final Ports ports = Ports.withOffset(FreePorts.offset());

	@Test
	void nothingIsSaidOfFreePorts() {
		assertThat(PortCheck.complaints(this.ports)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "0.0.0.0", "::1" })
	void aPortInUseIsNamedWithWhoNeedsIt(String address) throws IOException {
		try (ServerSocket taken = new ServerSocket(this.ports.sqs(), 1, InetAddress.getByName(address))) {
			assertThat(PortCheck.complaints(this.ports)).singleElement()
				.asString()
				.startsWith("Port %d, which SQS needs, is in use by ".formatted(taken.getLocalPort()));
		}
	}

	@Test
	void whoHasThePortIsNamedWhereThatCanBeTold() throws IOException {
		try (ServerSocket taken = new ServerSocket(this.ports.postgres(), 1, InetAddress.getLoopbackAddress())) {
			String holder = PortHolder.of(taken.getLocalPort()).orElse("somebody who cannot be told");
			assertThat(PortCheck.complaints(this.ports)).singleElement()
				.asString()
				.contains("PostgreSQL", "in use by " + holder);
			assertThat(holder).matches("process %d \\(.*java.*|somebody.*".formatted(ProcessHandle.current().pid()));
		}
	}

	@Test
	void allPortsInUseAreNamedAtOnce() throws IOException {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		try (ServerSocket first = new ServerSocket(this.ports.orderApi(), 1, loopback);
				ServerSocket second = new ServerSocket(this.ports.invoiceWorker(), 1, loopback)) {
			assertThat(PortCheck.complaints(this.ports)).hasSize(2)
				.anyMatch((complaint) -> complaint.contains("%d, which order-api".formatted(first.getLocalPort())))
				.anyMatch(
						(complaint) -> complaint.contains("%d, which invoice-worker".formatted(second.getLocalPort())));
		}
	}

}
