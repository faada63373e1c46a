package io.orderflow.sqs.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.sqs.Database;
import io.orderflow.sqs.Infrastructure;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long dead letters are kept, and how those that wait are counted.
 */
class LetterUpkeepTests {

	private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

	private final Database database = Infrastructure.newDatabase();

	private final DataSource dataSource = this.database.migrated();

	private final JdbcClient jdbc = JdbcClient.create(this.dataSource);

	private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final AtomicInteger messages = new AtomicInteger();

	private final LetterUpkeep upkeep = new LetterUpkeep(new StoredLetters(this.jdbc, this.clock),
			new LetterMetrics(this.meters, List.of("dead", "lost"), this.clock), Duration.ofDays(400), this.clock);

	@Test
	void whatWasSettledLongAgoIsDeletedAndWhatWaitsIsNot() {
		add(1201, NOON.minus(Duration.ofDays(900)), NOON.minus(Duration.ofDays(401)));
		add(2, NOON.minus(Duration.ofDays(900)), NOON.minus(Duration.ofDays(399)));
		add(3, NOON.minus(Duration.ofDays(900)), null);

		this.upkeep.deleteOld();

		assertThat(count("settled_at is not null")).isEqualTo(2);
		assertThat(count("settled_at is null")).isEqualTo(3);
	}

	@Test
	void nobodyIsWaitedForMeanwhile() {
		add(2, NOON.minus(Duration.ofDays(900)), NOON.minus(Duration.ofDays(401)));

		new TransactionTemplate(new JdbcTransactionManager(this.dataSource)).executeWithoutResult((status) -> {
			this.jdbc.sql("select id from dead_letters order by id limit 1 for update").query().singleRow();
			// On a connection of its own, as in the service.
			Thread other = new Thread(this.upkeep::deleteOld);
			other.start();
			join(other);
		});

		assertThat(count("true")).isEqualTo(1);
		this.upkeep.deleteOld();
		assertThat(count("true")).isZero();
	}

	@Test
	void thoseThatWaitAreCountedByTheirQueues() {
		assertThat(gauge("waiting", "dead")).isNaN();
		add(2, NOON.minusSeconds(90), null);
		add(1, NOON.minusSeconds(900), NOON.minusSeconds(10));

		this.upkeep.sample();

		assertThat(gauge("waiting", "dead")).isEqualTo(2);
		assertThat(gauge("age", "dead")).isEqualTo(90);
		assertThat(gauge("waiting", "lost")).isZero();
		assertThat(gauge("age", "lost")).isZero();
	}

	@Test
	void whileTheDatabaseIsAwayNothingIsSaidOfThemAndNothingFails() {
		this.upkeep.sample();
		this.database.takeAway();

		this.upkeep.sample();
		this.upkeep.deleteOld();

		assertThat(gauge("waiting", "dead")).isNaN();
	}

	private void add(int letters, Instant sentAt, Instant settledAt) {
		this.jdbc
			.sql("""
					insert into dead_letters (queue, message_id, reason, attributes, envelope, encoding, sent_at, collected_at,
						settled_as, settled_at)
					select 'dead', :first + i, 'poison', '{}', '[]', 'UTF-8', :sentAt, :sentAt, :state, :settledAt
					from generate_series(1, :letters) i""")
			.param("first", this.messages.getAndAdd(letters))
			.param("letters", letters)
			.param("sentAt", sentAt.atOffset(ZoneOffset.UTC))
			.param("state", (settledAt != null) ? "put-back" : null)
			.param("settledAt", (settledAt != null) ? settledAt.atOffset(ZoneOffset.UTC) : null)
			.update();
	}

	private static void join(Thread thread) {
		try {
			thread.join(10_000);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private double gauge(String name, String queue) {
		return this.meters.get("dead.letters." + name).tag("queue", queue).gauge().value();
	}

	private long count(String condition) {
		return this.jdbc.sql("select count(*) from dead_letters where " + condition).query(Long.class).single();
	}

}
