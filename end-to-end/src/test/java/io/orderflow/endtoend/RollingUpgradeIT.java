package io.orderflow.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.sqs.SqsClient;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An earlier release and this one side by side on the same databases and queues, while
 * clients order: from the one to the other, and back. {@code end-to-end/rolling-upgrade}
 * makes the earlier jars and runs it.
 */
@EnabledIfSystemProperty(named = "previous.jars", matches = ".+",
		disabledReason = "It needs the jars of an earlier release: run end-to-end/rolling-upgrade")
class RollingUpgradeIT {

	private static final Path EARLIER = Path.of(System.getProperty("previous.jars", ""));

	private static final int CLIENTS = 4;

	private static final int ORDERS_A_ROUND = 100;

	/** What runs, and what tells how much it has done. */
	private final Map<ServiceProcess, String> metrics = new ConcurrentHashMap<>();

	/** Grows only: clients that ask one that has ended try another. */
	private final List<URI> apis = new CopyOnWriteArrayList<>();

	private final List<String> accepted = new ArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Cloud cloud = new EmbeddedCloud();

	private final Queues queues = new Queues(AwsClients.configure(SqsClient.builder(), this.cloud.sqs()).build());

	private EmbeddedPostgres postgres;

	@BeforeEach
	void databases() throws IOException {
		this.postgres = EmbeddedPostgres.start();
		JdbcClient jdbc = JdbcClient.create(this.postgres.getPostgresDatabase());
		jdbc.sql("create database orders").update();
		jdbc.sql("create database invoices").update();
	}

	@AfterEach
	void stop() throws IOException {
		this.threads.shutdownNow();
		this.metrics.keySet().forEach(ServiceProcess::close);
		this.queues.close();
		this.cloud.close();
		this.postgres.close();
	}

	@Test
	void anUpgradeAndItsRollbackUnderLoadLoseNothing() throws Exception {
		ServiceProcess earlierApi = api(earlier("order-api"));
		ServiceProcess earlierWorker = worker(earlier("invoice-worker"));
		underLoad("the earlier release alone", () -> {
		});
		underLoad("this release starts beside it", () -> {
			api(ServiceProcess.jar("order-api"));
			worker(ServiceProcess.jar("invoice-worker"));
		});
		underLoad("both are there", () -> {
		});
		underLoad("the earlier release ends", () -> {
			end(earlierApi);
			end(earlierWorker);
		});
		underLoad("the earlier release starts again, after this one's migrations", () -> {
			api(earlier("order-api"));
			worker(earlier("invoice-worker"));
		});
		underLoad("both are there again", () -> {
		});
		new Books(jdbc("orders"), jdbc("invoices"), this.queues)
			.assertBalanced(this.accepted.stream().sorted().toList());
		print("%d orders accepted, as many invoices, numbered without a gap", this.accepted.size());
	}

	/**
	 * Has clients order, with keys and each until it has its 201, for as long as the step
	 * takes and one round at least. With a pause after each round: clients without one
	 * leave a small machine nothing for a start.
	 */
	private void underLoad(String name, Runnable step) throws Exception {
		Future<?> done = this.threads.submit(step);
		int before = this.accepted.size();
		int retries = 0;
		do {
			Ledger round = new Ledger(ORDERS_A_ROUND);
			List<CrashClient> clients = Stream.generate(() -> new CrashClient(this.apis, round))
				.limit(CLIENTS)
				.toList();
			for (Future<Void> client : this.threads.invokeAll(clients)) {
				client.get();
			}
			this.accepted.addAll(round.ids());
			retries += round.retries();
		}
		while (!isDone(done));
		print("%s: %d orders, %d retries", name, this.accepted.size() - before, retries);
		this.metrics.forEach(RollingUpgradeIT::print);
	}

	private static boolean isDone(Future<?> step) throws Exception {
		try {
			step.get(2, TimeUnit.SECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
	}

	private static Path earlier(String name) {
		return EARLIER.resolve(name + ".jar");
	}

	private ServiceProcess api(Path jar) {
		ServiceProcess api = start("order-api", jar, "orders");
		this.metrics.put(api, "eventbridge_outbox_published_total");
		this.apis.add(api.uri("/"));
		return api;
	}

	private ServiceProcess worker(Path jar) {
		ServiceProcess worker = start("invoice-worker", jar, "invoices");
		this.metrics.put(worker, "invoices_issued_total");
		return worker;
	}

	private ServiceProcess start(String name, Path jar, String database) {
		return ServiceProcess.start(name, jar,
				ServiceProcess.environment(this.cloud, this.postgres.getJdbcUrl("postgres", database)));
	}

	private void end(ServiceProcess process) {
		print(process, this.metrics.remove(process));
		process.close();
	}

	private static void print(ServiceProcess process, String metric) {
		print("  %s: %s %.0f", process, metric, process.metric(metric));
	}

	private JdbcClient jdbc(String database) {
		return JdbcClient.create(this.postgres.getDatabase("postgres", database));
	}

	private static void print(String format, Object... values) {
		System.out.println(format.formatted(values));
	}

}
