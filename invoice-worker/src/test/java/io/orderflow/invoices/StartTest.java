package io.orderflow.invoices;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What it says when it cannot start, and that it stops at once.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

	private static final Database DATABASE = Backing.newDatabase();

	@Test
	void aQueueThatIsNotThereIsNamedAndNotCreated(CapturedOutput output) {
		Map<String, Object> typo = Map.of("invoices.queue", "invoicse", "invoices.dead-letter-queue",
				"invoices-dead-letters", "invoices.undelivered-queue", "invoices-undelivered");

		assertThatThrownBy(() -> start(typo)).isNotNull();

		assertThat(output).contains("APPLICATION FAILED TO START", "queue invoicse", "region eu-central-1",
				"INVOICES_QUEUE");
		assertThatThrownBy(() -> new Queue("invoicse").size()).isInstanceOf(QueueDoesNotExistException.class);
	}

	@Test
	void sqsThatCannotBeReachedIsNamed(CapturedOutput output) throws Exception {
		Map<String, Object> away = Map.of("spring.cloud.aws.endpoint", "http://127.0.0.1:" + closedPort());

		assertThatThrownBy(() -> start(away)).isNotNull();

		assertThat(output).contains("APPLICATION FAILED TO START", "AWS_ENDPOINT_URL_SQS");
	}

	@Test
	void aDatabaseThatCannotBeReachedIsNamed(CapturedOutput output) throws Exception {
		String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/invoices";

		assertThatThrownBy(() -> start(Map.of("spring.datasource.url", url))).isNotNull();

		assertThat(output).contains("APPLICATION FAILED TO START", url, "SPRING_DATASOURCE_URL");
	}

	@Test
	void itStopsWithinSeconds() {
		ConfigurableApplicationContext service = start(Map.of());

		long before = System.nanoTime();
		service.close();

		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
	}

	private static ConfigurableApplicationContext start(Map<String, Object> settings) {
		Map<String, Object> all = new HashMap<>(Map.of("server.port", 0, "spring.datasource.url", DATABASE.url(),
				"spring.datasource.username", "postgres", "spring.datasource.password", "postgres",
				"spring.cloud.aws.endpoint", Backing.aws().sqsEndpoint(), "spring.cloud.aws.credentials.access-key",
				"test", "spring.cloud.aws.credentials.secret-key", "test"));
		all.putAll(settings);
		return new SpringApplicationBuilder(InvoiceWorker.class).bannerMode(Banner.Mode.OFF)
			.run(all.entrySet().stream().map((entry) -> "--" + entry).toArray(String[]::new));
	}

	private static int closedPort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
