package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GuideTests {

	private final Ports ports = Ports.withOffset(0);

	private final Guide guide = new Guide(this.ports, new Commands(this.ports, false));

	@Test
	void theAddressesAreShown() {
		assertThat(this.guide.text()).contains("http://localhost:8080/swagger-ui.html",
				"http://localhost:8081/invoices", "jdbc:postgresql://localhost:15432/orders",
				"jdbc:postgresql://localhost:15432/invoices", "curl 'localhost:8081/invoices?orderId=ID'");
	}

	@Test
	void aShellUnderstandsTheCurlLine() throws IOException {
		String showLast = "curl() { for last; do :; done; printf %s \"$last\"; }; ";
		Process shell = new ProcessBuilder("sh", "-c", showLast + this.guide.placeOrder()).start();
		String body = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(body).isEqualTo(Guide.exampleOrder()).contains("12 St James's Square");
	}

}
