package io.orderflow.invoices;

import io.orderflow.invoices.invoice.InvoicesFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.awaitility.Awaitility.await;

/**
 * A test of the running service, over HTTP and its queues. All of them share one service,
 * which starts each test without invoices and dead letters.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class ServiceTest {

	protected static final Database DATABASE = Backing.newDatabase();

	/**
	 * PostgreSQL trusts this machine, so that any will do; these two can be told from
	 * other text.
	 */
	protected static final String DATABASE_PASSWORD = "a-secret-of-the-database";

	protected static final String AWS_SECRET = "a-secret-of-aws";

	protected static final Queue INVOICES = new Queue("invoices");

	protected static final Queue DEAD_LETTERS = new Queue("invoices-dead-letters");

	protected static final Queue UNDELIVERED = new Queue("invoices-undelivered");

	@Autowired
	protected JdbcClient jdbc;

	protected RestTestClient http;

	@DynamicPropertySource
	static void backing(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", DATABASE::url);
		properties.add("spring.datasource.username", () -> "postgres");
		properties.add("spring.datasource.password", () -> DATABASE_PASSWORD);
		properties.add("spring.cloud.aws.endpoint", () -> Backing.aws().sqsEndpoint());
		properties.add("invoices.poll-wait", () -> "1s");
		properties.add("spring.cloud.aws.credentials.access-key", () -> "test");
		properties.add("spring.cloud.aws.credentials.secret-key", () -> AWS_SECRET);
	}

	@BeforeEach
	void empty(@LocalServerPort int port) {
		this.http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		INVOICES.purge();
		DEAD_LETTERS.purge();
		UNDELIVERED.purge();
		InvoicesFixture.empty(this.jdbc);
		this.jdbc.sql("truncate dead_letters").update();
	}

	/**
	 * Every message was deleted, whatever became of it.
	 */
	@AfterEach
	void nothingIsLeft() {
		await().until(() -> INVOICES.size() + DEAD_LETTERS.size() + UNDELIVERED.size() == 0);
	}

}
