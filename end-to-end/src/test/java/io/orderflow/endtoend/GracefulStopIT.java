package io.orderflow.endtoend;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.orderflow.availability.RawClient;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a container platform does at each deployment: SIGTERM while a service is at work.
 * That it ends by itself, and soon enough, is what {@link ServiceProcess#close} sees to.
 */
class GracefulStopIT {

	private static final int CLIENTS = 4;

	private static final int SOME = 50;

	private final Cloud cloud = new EmbeddedCloud();

	private final PostgresProcess postgres = PostgresProcess.startNew();

	private final Queues queues = new Queues(AwsClients.configure(SqsClient.builder(), this.cloud.sqs()).build());

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Ledger ledger = new Ledger(Integer.MAX_VALUE);

	/** Where clients order: they are refused while it is away, and try again. */
	private final List<URI> apis = new CopyOnWriteArrayList<>();

	private ServiceProcess api;

	private ServiceProcess worker;

	/** Both at once. */
	private void start() {
		CompletableFuture<ServiceProcess> worker = CompletableFuture
			.supplyAsync(() -> start("invoice-worker", "invoices"));
		this.api = start("order-api", "orders");
		this.apis.add(this.api.uri("/"));
		this.worker = worker.join();
	}

	private ServiceProcess start(String name, String database) {
		Map<String, String> settings = new HashMap<>(
				ServiceProcess.environment(this.cloud, this.postgres.url(database)));
		settings.put("INVOICES_POLLWAIT", "1s");
		return ServiceProcess.start(name, settings);
	}

	@AfterEach
	void stop() throws IOException {
		this.threads.shutdownNow();
		for (ServiceProcess service : Arrays.asList(this.api, this.worker)) {
			if (service != null) {
				service.close();
			}
		}
		this.queues.close();
		this.cloud.close();
		this.postgres.close();
	}

	@Test
	void bothAreStoppedAtWorkAndStartedAgainAndNothingIsLostOrDoubled() throws Exception {
		start();
		List<Future<Void>> clients = Stream.generate(() -> new CrashClient(this.apis, this.ledger))
			.limit(CLIENTS)
			.map(this.threads::submit)
			.toList();
		awaitSomeOrders();
		stopWorkerWhileItIssues();
		List<String> inFlight = stopApiWithRequestsInFlight();
		start();
		this.apis.remove(0);
		awaitSomeOrders();
		this.ledger.end();
		for (Future<Void> client : clients) {
			client.get(1, TimeUnit.MINUTES);
		}
		assertThat(this.ledger.retries()).as("orders that were refused while there was no API").isPositive();
		new Books(this.postgres.jdbc("orders"), this.postgres.jdbc("invoices"), this.queues)
			.assertBalanced(Stream.concat(this.ledger.ids().stream(), inFlight.stream()).sorted().toList());
	}

	private void awaitSomeOrders() {
		int before = this.ledger.size();
		await().until(() -> this.ledger.size() > before + SOME);
	}

	private void stopWorkerWhileItIssues() throws Exception {
		Future<?> stop;
		Connection lock = this.postgres.hold("invoices", "lock table invoice_series");
		try {
			await().until(() -> this.postgres.jdbc("postgres").sql("""
					select exists (select from pg_stat_activity where datname = 'invoices' and wait_event_type = 'Lock')
					""").query(Boolean.class).single());
			stop = this.threads.submit(this.worker::close);
			await().until(() -> Http.get(this.worker.uri("/actuator/health/readiness")).statusCode() == 503);
		}
		finally {
			lock.close();
		}
		stop.get();
	}

	/**
	 * Of each request the body's last byte is missing when the API is told to stop.
	 * @return the orders of those requests, which are answered
	 */
	private List<String> stopApiWithRequestsInFlight() throws Exception {
		int end = Pipeline.ORDER.length() - 1;
		List<RawClient> requests = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			requests.add(new RawClient(this.api.uri("/").getPort()).send("""
					POST /orders HTTP/1.1\r
					Host: localhost\r
					Content-Type: application/json\r
					Content-Length: %d\r
					\r
					%s""".formatted(end + 1, Pipeline.ORDER.substring(0, end))));
		}
		Future<?> stop = this.threads.submit(this.api::close);
		await().until(this::refusesConnections);
		List<String> orders = new ArrayList<>();
		for (RawClient request : requests) {
			try (request) {
				String answer = request.send(Pipeline.ORDER.substring(end)).answer();
				assertThat(answer).startsWith("HTTP/1.1 201 ");
				orders.add(Pipeline.JSON.readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1))
					.get("id")
					.asString());
			}
		}
		stop.get();
		return orders;
	}

	private boolean refusesConnections() throws IOException {
		URI address = this.api.uri("/");
		try {
			new Socket(address.getHost(), address.getPort()).close();
			return false;
		}
		catch (ConnectException ex) {
			return true;
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

}
