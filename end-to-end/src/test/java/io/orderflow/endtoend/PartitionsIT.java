package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What SCALING.md says of more than one PostgreSQL: two partitions of one seller, each
 * with services, databases, bus and queues of its own, side by side. The template is
 * deployed twice, with other parameters.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PartitionsIT {

	private static final long EASTS_FIRST = 1_000_000_000_001L;

	private Cloud cloud;

	private Pipeline west;

	private Pipeline east;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.cloud = new EmbeddedCloud(List.of(Path.of("../infrastructure/messaging.yaml"), template(directory)));
		CompletableFuture<Pipeline> west = start(Map.of());
		CompletableFuture<Pipeline> east = start(Map.of("ORDERS_BUS", "orders-east", "INVOICES_BUS", "orders-east",
				"INVOICES_QUEUE", "invoices-east", "ORDERS_UPDATES_QUEUE", "order-updates-east", "INVOICES_FIRSTNUMBER",
				String.valueOf(EASTS_FIRST)));
		// Both, before either's failure is told: what has started is stopped then.
		this.west = west.handle((started, failure) -> started).join();
		this.east = east.join();
		west.join();
	}

	/** CloudFormation would be given parameters; here they are other defaults. */
	private static Path template(Path directory) throws IOException {
		String template = Files.readString(Path.of("../infrastructure/messaging.yaml"));
		for (String name : List.of("orders", "invoices", "order-updates")) {
			assertThat(template).containsOnlyOnce("Default: " + name + "\n");
			template = template.replace("Default: " + name + "\n", "Default: " + name + "-east\n");
		}
		return Files.writeString(directory.resolve("messaging-east.yaml"), template);
	}

	private CompletableFuture<Pipeline> start(Map<String, String> partition) {
		Map<String, String> settings = new HashMap<>(partition);
		// A stop waits for the open poll's end.
		settings.put("INVOICES_POLLWAIT", "1s");
		return CompletableFuture.supplyAsync(() -> new Pipeline(this.cloud, PostgresProcess.startNew(), settings));
	}

	@AfterAll
	void stop() {
		Stream.of(this.west, this.east).filter(Objects::nonNull).parallel().forEach(PartitionsIT::close);
		this.cloud.close();
	}

	private static void close(Pipeline partition) {
		try {
			partition.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void eachInvoicesItsOwnOrdersInARangeOfItsOwnAndNoneWaitsForTheOthersDatabase() {
		List<String> ofWest = new ArrayList<>();
		List<String> ofEast = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			ofWest.add(this.west.placeOrder());
			ofEast.add(this.east.placeOrder());
		}
		awaitInvoices(this.west, ofWest, 1);
		awaitInvoices(this.east, ofEast, EASTS_FIRST);

		this.east.postgres.stop();
		assertThat(this.east.post(Pipeline.ORDER).statusCode()).isEqualTo(503);
		IntStream.range(0, 10).forEach((i) -> ofWest.add(this.west.placeOrder()));
		awaitInvoices(this.west, ofWest, 1);

		this.east.postgres.start();
		await().until(() -> Http.get(this.east.api.uri("/actuator/health/readiness")).statusCode() == 200);
		ofEast.add(this.east.placeOrder());
		awaitInvoices(this.east, ofEast, EASTS_FIRST);
	}

	/**
	 * Each order once, numbered without a gap, told of it, and nothing that is another
	 * partition's.
	 */
	private static void awaitInvoices(Pipeline partition, List<String> orders, long first) {
		await().untilAsserted(() -> assertThat(partition.postgres.jdbc("orders")
			.sql("select count(*) from issued_invoices")
			.query(Integer.class)
			.single()).isEqualTo(orders.size()));
		var invoices = partition.postgres.jdbc("invoices");
		assertThat(invoices.sql("select order_id::text from invoices").query(String.class).list())
			.containsExactlyInAnyOrderElementsOf(orders);
		assertThat(partition.invoiceNumbers())
			.containsExactlyInAnyOrderElementsOf(LongStream.range(first, first + orders.size())
				.mapToObj((number) -> "%d-%06d".formatted(Year.now(ZoneOffset.UTC).getValue(), number))
				.toList());
		assertThat(Http.get(partition.worker.uri("/actuator/invoicechain")).body()).contains("\"gaps\":[]")
			.contains("\"sound\":true");
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

}
