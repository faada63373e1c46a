package io.orderflow.invoices.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.invoices.Backing;
import io.orderflow.invoices.Events;
import io.orderflow.invoices.invoice.InvoicesFixture;
import io.orderflow.invoices.invoice.PublishInvoices;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many invoices a second come out of the counters, by what the worker itself does for
 * a batch once it is read. Not by its name among the tests: {@code benchmark/run limits}
 * runs it, on a PostgreSQL with fsync at {@code limits.database}, and reads what it
 * prints.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class SeriesThroughput {

	/** What SQS hands over at once at the most. */
	private static final int BATCH = 10;

	private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("limits.seconds", 10));

	private static final OrderEventReader READER = new OrderEventReader();

	@Autowired
	private InvoicedOrders invoicedOrders;

	@Autowired
	private PublishInvoices publishInvoices;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private IntakeMetrics metrics;

	@Autowired
	private JdbcClient jdbc;

	@DynamicPropertySource
	static void backing(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> System.getProperty("limits.database"));
		properties.add("spring.datasource.username", () -> "postgres");
		properties.add("spring.datasource.hikari.maximum-pool-size", () -> "20");
		properties.add("spring.cloud.aws.endpoint", () -> Backing.aws().sqsEndpoint());
		properties.add("spring.cloud.aws.credentials.access-key", () -> "test");
		properties.add("spring.cloud.aws.credentials.secret-key", () -> "test");
		properties.add("invoices.poll-wait", () -> "20s");
		properties.add("eventbridge.outbox.relays", () -> "0");
	}

	@ParameterizedTest
	@CsvSource({ "warm-up, 8, 1", "one series, 1, 1", "one series, 2, 1", "one series, 4, 1", "one series, 8, 1",
			"one series, 16, 1", "a series each, 2, 2", "a series each, 4, 4", "a series each, 8, 8",
			"a series each, 16, 16" })
	void here(String name, int batchesAtOnce, int series) throws Exception {
		InvoicesFixture.empty(this.jdbc);
		this.jdbc.sql("truncate eventbridge_outbox").update();
		this.jdbc.sql("checkpoint").update();
		List<IssueInvoices> counters = IntStream.range(0, series).mapToObj(this::inTheYear).toList();
		long end = System.nanoTime() + DURATION.toNanos();
		ExecutorService workers = Executors.newFixedThreadPool(batchesAtOnce);
		List<Future<Integer>> batches = workers
			.invokeAll(IntStream.range(0, batchesAtOnce).mapToObj((worker) -> (Callable<Integer>) () -> {
				int issued = 0;
				while (System.nanoTime() < end) {
					assertThat(counters.get(worker % series).issue(batch())).allMatch(Outcome.Issued.class::isInstance);
					issued++;
				}
				return issued;
			}).toList());
		workers.shutdown();
		int committed = 0;
		for (Future<Integer> batch : batches) {
			committed += batch.get();
		}
		assertThat(this.jdbc.sql("select sum(last_number) from invoice_series").query(Integer.class).single())
			.isEqualTo(committed * BATCH);
		System.out.printf(Locale.ROOT, "limits|%s|%d|%.1f|%.0f%n", name, batchesAtOnce,
				committed / (double) DURATION.toSeconds(), bytesAnInvoice());
	}

	/** The same where {@code limits.database} is a round trip away. */
	@ParameterizedTest
	@CsvSource({ "warm-up, 8, 1", "at a distance, 8, 1" })
	void atADistance(String name, int batchesAtOnce, int series) throws Exception {
		here(name, batchesAtOnce, series);
	}

	/** With its indexes. */
	private double bytesAnInvoice() {
		return this.jdbc.sql("""
				select (pg_total_relation_size('invoices') + pg_total_relation_size('invoiced_orders'))::numeric
					/ count(*) from invoices""").query(Double.class).single();
	}

	/** A series is a year's: each counter has a clock of its own. */
	private IssueInvoices inTheYear(int year) {
		Clock clock = Clock.fixed(LocalDate.of(2100 + year, 6, 1).atStartOfDay().toInstant(ZoneOffset.UTC),
				ZoneOffset.UTC);
		return new IssueInvoices(this.invoicedOrders, InvoicesFixture.invoices(this.jdbc, clock, ZoneOffset.UTC),
				this.publishInvoices, this.transactions, Clock.systemUTC(), this.metrics);
	}

	private static List<OrderEvent> batch() {
		return Stream.generate(UUID::randomUUID)
			.limit(BATCH)
			.map((order) -> READER.read(Events.orderPlaced(order)))
			.toList();
	}

}
