package io.orderflow.invoices.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.orderflow.availability.RawClient;
import io.orderflow.invoices.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Fewer threads than dribbling clients, of whom none may hold one.
 */
@TestPropertySource(properties = { "server.tomcat.threads.max=8", "invoices.web.body-timeout=3s",
		"invoices.web.max-requests=6", "invoices.web.max-lists=2" })
class LimitsTest extends ServiceTest {

	/**
	 * A thread for each. The common pool, which Java 25 takes otherwise, has one on two
	 * cores.
	 */
	private static final Executor CLIENTS = new SimpleAsyncTaskExecutor("client-");

	private final List<RawClient> clients = new ArrayList<>();

	@LocalServerPort
	private int port;

	@Autowired
	private TransactionTemplate transaction;

	@AfterEach
	void hangUp() throws IOException {
		for (RawClient client : this.clients) {
			client.close();
		}
	}

	@Test
	void bodiesThatDribbleHoldNoThreadAndAreGivenUpInTime() throws IOException {
		for (int i = 0; i < 20; i++) {
			dribble("GET /invoices?limit=1");
			dribble("POST /actuator/deadletters");
		}
		assertThat(status("/actuator/health/liveness")).isEqualTo(200);
		assertThat(status("/invoices")).isEqualTo(200);
		assertThat(this.clients.get(0).answer()).contains("Connection: close");
	}

	private void dribble(String request) throws IOException {
		this.clients.add(new RawClient(this.port).send(request + " HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
	}

	@Test
	void moreListsThanAllowedAreToldToComeAgainWhileOneInvoiceIsStillShown() {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("lock table invoices in access exclusive mode").update();
			List<CompletableFuture<Integer>> waiting = new ArrayList<>();
			await().until(() -> {
				waiting.add(CompletableFuture.supplyAsync(() -> status("/invoices"), CLIENTS));
				return waiting.stream().anyMatch((list) -> list.getNow(0) == 503);
			});
			assertThat(status("/invoices/none")).as("asks no database").isEqualTo(404);
		});
		await().until(() -> status("/invoices") == 200);
	}

	private int status(String path) {
		return this.http.get().uri(path).exchange().returnResult().getStatus().value();
	}

}
