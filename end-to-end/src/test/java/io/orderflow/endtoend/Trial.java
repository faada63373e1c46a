package io.orderflow.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both services with a fault to come, users at work meanwhile, and what must hold in the
 * end. Waits are cut short by settings that anybody could set.
 */
class Trial implements AutoCloseable {

	/** How long a fault lasts at least: by nature minutes, in short seconds. */
	static final Duration SPELL = Duration.parse(System.getProperty("faults.spell", "PT2S"));

	private static final Logger log = LoggerFactory.getLogger(Trial.class);

	private static final Map<String, String> SETTINGS = Map.of("EVENTBRIDGE_OUTBOX_CALLBACKOFF_MAX", "1s",
			"EVENTBRIDGE_OUTBOX_ENTRYBACKOFF_INITIAL", "200ms", "EVENTBRIDGE_OUTBOX_ENTRYBACKOFF_MAX", "1s",
			"EVENTBRIDGE_OUTBOX_APICALLTIMEOUT", "6s", "INVOICES_POLLWAIT", "1s");

	final SmallDisk disk = new SmallDisk();

	final PostgresProcess postgres = new PostgresProcess(this.disk.folder("data"));

	private final ProxiedCloud cloud = new ProxiedCloud(new EmbeddedCloud());

	final AwsProxy eventBridge = this.cloud.eventBridge;

	final AwsProxy queue = this.cloud.sqs;

	final SqsClient sqs = AwsClients.configure(SqsClient.builder(), this.cloud.sqs()).build();

	final Pipeline pipeline;

	final Users users;

	Trial() throws IOException {
		try {
			this.pipeline = new Pipeline(this.cloud, this.postgres, SETTINGS);
			this.users = new Users(this.pipeline.api, this.pipeline.worker);
		}
		catch (RuntimeException ex) {
			this.postgres.close();
			this.disk.close();
			throw ex;
		}
	}

	/**
	 * Has a fault, and afterwards waits until all is well.
	 * @param begin begins it
	 * @param until what must have happened for it to end; it lasts for {@link #SPELL} at
	 * least
	 * @param end ends it
	 * @return what users saw meanwhile
	 */
	Sightings during(String fault, Step begin, Callable<Boolean> until, Step end) throws Exception {
		Sightings seen = this.users.look();
		Instant ended;
		try {
			begin.run();
			Instant least = Instant.now().plus(SPELL);
			await().until(() -> until.call() && Instant.now().isAfter(least));
		}
		finally {
			ended = Instant.now();
			end.run();
		}
		int taken = seen.count("POST order", "201");
		await().until(() -> seen.count("POST order", "201") > taken);
		Duration firstOrder = Duration.between(ended, Instant.now());
		this.users.rest();
		allIsWell();
		log.info("{}: {}order taken {} ms after its end, all invoiced after {} ms", fault, seen, firstOrder.toMillis(),
				Duration.between(ended, Instant.now()).toMillis());
		return seen;
	}

	/** Every order has one invoice, and nothing is left anywhere. */
	void allIsWell() {
		JdbcClient orders = this.postgres.jdbc("orders");
		JdbcClient invoices = this.postgres.jdbc("invoices");
		List<UUID> placed = orders.sql("select id from orders").query(UUID.class).list();
		await().until(() -> invoices.sql("select count(*) from invoices").query(Integer.class).single() >= placed.size()
				&& orders.sql("select count(*) from eventbridge_outbox").query(Integer.class).single() == 0);
		assertThat(invoices.sql("select order_id from invoices").query(UUID.class).list())
			.containsExactlyInAnyOrderElementsOf(placed);
		assertThat(placed).extracting(UUID::toString).containsExactlyInAnyOrderElementsOf(this.users.accepted());
		assertThat(invoices.sql("select sequence from invoices order by sequence").query(Long.class).list())
			.containsExactlyElementsOf(LongStream.rangeClosed(1, placed.size()).boxed().toList());
		assertThat(this.pipeline.depth("invoices-dead-letters")).isZero();
		assertThat(this.pipeline.depth("invoices-undelivered")).isZero();
		if (invoices.sql("select to_regclass('dead_letters') is not null").query(Boolean.class).single()) {
			assertThat(invoices.sql("select count(*) from dead_letters").query(Integer.class).single()).isZero();
		}
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(SPELL.plusMinutes(2)).pollInterval(Duration.ofMillis(50));
	}

	@Override
	public void close() throws IOException {
		this.users.close();
		this.sqs.close();
		this.pipeline.close();
		this.disk.close();
	}

	/** What a test does. */
	@FunctionalInterface
	interface Step {

		void run() throws Exception;

	}

}
