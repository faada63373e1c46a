package io.orderflow.quickstart;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommandsTests {

	private final Commands commands = new Commands(Ports.withOffset(100), false);

	@Test
	void aServiceIsLedToItsDatabaseAndToThisMachinesAws() {
		assertThat(this.commands.environment("invoices", 8181)).containsEntry("SERVER_PORT", "8181")
			.containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:15532/invoices")
			.containsEntry("SPRING_DATASOURCE_USERNAME", "invoices")
			.containsEntry("SPRING_DATASOURCE_PASSWORD", "invoices")
			.containsEntry("AWS_REGION", "eu-central-1")
			.containsEntry("AWS_ENDPOINT_URL_EVENTBRIDGE", "http://127.0.0.1:4666")
			.containsEntry("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9424");
	}

	@Test
	void aJarThatIsNotBuiltIsNamed() {
		// Tests run in the module, where the path leads nowhere.
		assertThatExceptionOfType(NotStartedException.class)
			.isThrownBy(() -> this.commands.service(new AotCache("order-api")))
			.withMessageContaining("order-api.jar is missing; ./quickstart builds it");
	}

}
