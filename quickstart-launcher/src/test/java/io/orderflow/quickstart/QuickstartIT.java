package io.orderflow.quickstart;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The launcher's jar, run on the jars of the other modules.
 */
class QuickstartIT {

	private static final String LAST_OF_DEMO = "quickstart .*-000010 .* ms";

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private final HttpClient http = HttpClient.newHttpClient();

	private final int offset = FreePorts.offset();

	private final Ports ports = Ports.withOffset(this.offset);

	@TempDir
	private Path folder;

	private final List<ProcessHandle> all = new ArrayList<>();

	@AfterEach
	void endWhatATestLeft() {
		this.all.forEach(ProcessHandle::destroyForcibly);
	}

	@Test
	void anOrderBecomesAnInvoiceThatOutlivesAKilledRunAndSigtermStopsEverything() throws Exception {
		Process first = start("--demo");
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(log()).containsPattern(LAST_OF_DEMO));
		assertThat(log()).containsPattern("quickstart +\\| order +201 after +event +on bus +invoice +readable")
			.containsPattern("aws +\\| Ready")
			.containsPattern("postgres +\\| .*database system is ready");
		assertDurable();
		String order = placeExampleOrder().required("id").asString();
		await().untilAsserted(() -> assertThat(invoicesOf(order).size()).isEqualTo(1));
		JsonNode invoice = invoicesOf(order).get(0);
		first.destroyForcibly();
		await().atMost(Duration.ofSeconds(15))
			.untilAsserted(() -> assertThat(this.all).noneMatch(ProcessHandle::isAlive));

		Process second = start();
		assertThat(invoicesOf(order).get(0)).isEqualTo(invoice);
		stop(second);
		assertThat(log()).containsSubsequence("quickstart     | Stopping", "quickstart     | Stopped in");
		// Only a killed server leaves it. What it says itself may come late, or not at
		// all.
		assertThat(this.folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
	}

	@Test
	void noAcceptedOrderIsLostWhenEveryProcessIsKilledAtOnceAndAllIsStartedAgain() throws Exception {
		start();
		CountDownLatch someAccepted = new CountDownLatch(40);
		ExecutorService client = Executors.newSingleThreadExecutor();
		try {
			Future<List<String>> orders = client.submit(() -> placeOrders(100, someAccepted));
			assertThat(someAccepted.await(1, TimeUnit.MINUTES)).isTrue();
			this.all.addAll(this.all.stream().flatMap(ProcessHandle::descendants).toList());
			this.all.forEach(ProcessHandle::destroyForcibly);
			assertThat(orders.isDone()).as("orders flow").isFalse();
			await().atMost(Duration.ofSeconds(15))
				.untilAsserted(() -> assertThat(this.all).noneMatch(ProcessHandle::isAlive));

			start();
			List<String> accepted = orders.get(5, TimeUnit.MINUTES);
			assertThat(accepted).hasSize(100).doesNotHaveDuplicates();
			// What the killed worker held comes again after the visibility timeout.
			await().atMost(Duration.ofMinutes(5))
				.untilAsserted(() -> assertThat(numbersOf(accepted))
					.isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList()));
		}
		finally {
			client.shutdownNow();
		}
	}

	@Test
	void aPortInUseIsNamedAndNothingIsLeftRunning() throws Exception {
		try (ServerSocket taken = new ServerSocket(this.ports.invoiceWorker())) {
			Process launcher = launch();
			assertThat(launcher.waitFor(15, TimeUnit.SECONDS)).isTrue();
			assertThat(launcher.exitValue()).isEqualTo(1);
			assertThat(log())
				.contains("Port %d, which invoice-worker needs, is in use by".formatted(taken.getLocalPort()));
			assertThat(this.folder.resolve("data/postgres")).doesNotExist();
		}
	}

	private Process launch(String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-Duser.language=ar", "-Duser.country=EG", "-jar", "quickstart-launcher/target/quickstart.jar",
						"--port-offset=" + this.offset, "--data=" + this.folder.resolve("data")));
		command.addAll(List.of(options));
		return new ProcessBuilder(command).directory(ROOT.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("log").toFile())
			.start();
	}

	private Process start(String... options) throws IOException {
		Process launcher = launch(options);
		this.all.add(launcher.toHandle());
		await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
			assertThat(launcher.isAlive()).as(log()).isTrue();
			assertThat(log()).contains("Place an order");
		});
		launcher.descendants().forEach(this.all::add);
		// Not a descendant: PostgreSQL detaches itself.
		this.all.add(ProcessHandle
			.of(Long.parseLong(Files.readAllLines(this.folder.resolve("data/postgres/postmaster.pid")).get(0).strip()))
			.orElseThrow());
		return launcher;
	}

	private void stop(Process launcher) throws InterruptedException {
		launcher.toHandle().destroy();
		assertThat(launcher.waitFor(15, TimeUnit.SECONDS)).as("stopped within 15 s").isTrue();
		// What has ended counts as alive until the system's first process has taken note.
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(this.all).hasSizeGreaterThanOrEqualTo(6).noneMatch(ProcessHandle::isAlive));
	}

	private String log() throws IOException {
		return Files.readString(this.folder.resolve("log"));
	}

	/** One after the other, each with a key and again and again until it is answered. */
	private List<String> placeOrders(int count, CountDownLatch accepted) throws InterruptedException {
		List<String> orders = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			HttpRequest request = exampleOrder().timeout(Duration.ofSeconds(5))
				.header("Idempotency-Key", "order " + i)
				.build();
			HttpResponse<String> answer = await().atMost(Duration.ofMinutes(5))
				.ignoreExceptionsInstanceOf(IOException.class)
				.pollDelay(Duration.ZERO)
				.until(() -> this.http.send(request, HttpResponse.BodyHandlers.ofString()),
						(received) -> received.statusCode() == 201);
			orders.add(JsonMapper.shared().readTree(answer.body()).required("id").asString());
			accepted.countDown();
		}
		return orders;
	}

	private HttpRequest.Builder exampleOrder() {
		return HttpRequest.newBuilder(URI.create("http://localhost:%d/orders".formatted(this.ports.orderApi())))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(Guide.exampleOrder()));
	}

	private JsonNode placeExampleOrder() throws IOException, InterruptedException {
		HttpResponse<String> answer = this.http.send(exampleOrder().build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JsonMapper.shared().readTree(answer.body());
	}

	/** The numbers of the orders' invoices, without their year, sorted. */
	private List<Integer> numbersOf(List<String> orders) throws IOException, InterruptedException {
		List<Integer> numbers = new ArrayList<>();
		for (String order : orders) {
			for (JsonNode invoice : invoicesOf(order)) {
				numbers.add(Integer.valueOf(invoice.required("number").asString().substring(5)));
			}
		}
		return numbers.stream().sorted().toList();
	}

	private JsonNode invoicesOf(String order) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.http.send(HttpRequest
			.newBuilder(
					URI.create("http://localhost:%d/invoices?orderId=%s".formatted(this.ports.invoiceWorker(), order)))
			.build(), HttpResponse.BodyHandlers.ofString());
		return JsonMapper.shared().readTree(answer.body()).required("items");
	}

	/** The library's own settings are those of a test, and lose commits. */
	private void assertDurable() throws SQLException {
		String url = "jdbc:postgresql://localhost:%d/orders".formatted(this.ports.postgres());
		try (Connection connection = DriverManager.getConnection(url, "orders", "orders");
				Statement statement = connection.createStatement()) {
			for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
				try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
					assertThat(row.next()).isTrue();
					assertThat(row.getString(1)).as(setting).isEqualTo("on");
				}
			}
		}
	}

}
