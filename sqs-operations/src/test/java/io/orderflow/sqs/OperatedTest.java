package io.orderflow.sqs;

import java.util.Map;

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
 * A test of the running application, over HTTP and its queues. All of them share one,
 * which starts each test without dead letters.
 */
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class OperatedTest {

	protected static final Database DATABASE = Infrastructure.newDatabase();

	protected static final TestQueue WORK = TestQueue.create(Map.of());

	protected static final TestQueue DEAD = TestQueue.create(Map.of());

	protected static final TestQueue UNDELIVERED = TestQueue.create(Map.of());

	@Autowired
	protected JdbcClient jdbc;

	@Autowired
	protected TestApplication.Heard heard;

	protected RestTestClient http;

	@DynamicPropertySource
	static void infrastructure(DynamicPropertyRegistry properties) {
		Settings.of(DATABASE, WORK.name(), DEAD.name() + "," + UNDELIVERED.name())
			.forEach((name, value) -> properties.add(name, () -> value));
	}

	@BeforeEach
	void empty(@LocalServerPort int port) {
		this.http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.jdbc.sql("truncate dead_letters, paused_listeners").update();
		this.heard.messages().clear();
	}

	/**
	 * Every message was deleted, whatever became of it.
	 */
	@AfterEach
	void nothingIsLeft() {
		await().until(() -> WORK.size() + DEAD.size() + UNDELIVERED.size() == 0);
	}

}
