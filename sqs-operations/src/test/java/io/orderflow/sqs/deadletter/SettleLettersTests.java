package io.orderflow.sqs.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.sqs.AttributesApart;
import io.orderflow.sqs.Database;
import io.orderflow.sqs.Infrastructure;
import io.orderflow.sqs.OutgoingQueue;
import io.orderflow.sqs.TestQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Many letters, several operators at once, and what goes wrong between. More letters:
 * {@code -Ddead-letters=100000}.
 */
class SettleLettersTests {

	private static final Logger log = LoggerFactory.getLogger(SettleLettersTests.class);

	private static final int LETTERS = Integer.getInteger("dead-letters", 500);

	private static final Settlement PUT_BACK = new Settlement(Settlement.PUT_BACK, null, "ada");

	private static final Settlement DISCARD = new Settlement(Settlement.DISCARD, "a test", "ada");

	private final TestQueue queue = TestQueue.create(Map.of());

	private HikariDataSource dataSource;

	private JdbcClient jdbc;

	private StoredLetters letters;

	private SettleLetters settleLetters;

	@BeforeEach
	void start() {
		Database database = Infrastructure.newDatabase();
		database.migrated();
		this.dataSource = new HikariDataSource();
		this.dataSource.setJdbcUrl(database.url());
		this.dataSource.setUsername("postgres");
		this.dataSource.setPassword("postgres");
		this.dataSource.setMaximumPoolSize(5);
		this.jdbc = JdbcClient.create(this.dataSource);
		this.letters = new StoredLetters(this.jdbc, Clock.systemUTC());
		this.settleLetters = new SettleLetters(this.letters, new OutgoingQueue(TestQueue.SQS, this.queue.name()),
				new JdbcTransactionManager(this.dataSource),
				new LetterMetrics(new SimpleMeterRegistry(), List.of(), Clock.systemUTC()), (body) -> Optional.empty());
	}

	@AfterEach
	void stop() {
		this.dataSource.close();
	}

	@Test
	void fourWhoPutAllBackAtOnceSendEachOnce() throws Exception {
		this.jdbc
			.sql("""
					insert into dead_letters (queue, message_id, reason, attributes, envelope, encoding, sent_at, collected_at)
					select 'dead', i, 'poison', '{}', convert_to('not JSON ' || i, 'UTF8'), 'UTF-8', now(), now()
					from generate_series(1, :letters) i""")
			.param("letters", LETTERS)
			.update();
		Instant before = Clock.systemUTC().instant();

		Callable<Settled> operator = () -> this.settleLetters.all("poison", PUT_BACK);
		ExecutorService operators = Executors.newFixedThreadPool(4);
		int done = 0;
		for (Future<Settled> settled : operators.invokeAll(List.of(operator, operator, operator, operator))) {
			assertThat(settled.get().failed()).isZero();
			done += settled.get().done();
		}
		operators.shutdown();

		log.info("Four put {} letters back in {}", done, Duration.between(before, Clock.systemUTC().instant()));
		assertThat(done).isEqualTo(LETTERS);
		assertThat(this.queue.size()).isEqualTo(LETTERS);
		assertThat(this.letters.waiting()).isEmpty();
	}

	@Test
	void aCrashBetweenSendingAndMarkingSendsAgain() {
		long id = add("{}");
		this.jdbc.sql("create function fail() returns trigger language plpgsql as 'begin raise ''killed''; end'")
			.update();
		this.jdbc.sql("create trigger fail before update on dead_letters execute function fail()").update();

		assertThatThrownBy(() -> this.settleLetters.one(id, PUT_BACK)).isInstanceOf(DataAccessException.class);
		assertThat(this.letters.find(id).orElseThrow().state()).isEqualTo(LetterState.WAITING);
		assertThat(this.queue.size()).isEqualTo(1);
		this.jdbc.sql("drop trigger fail on dead_letters").update();

		assertThat(this.settleLetters.one(id, PUT_BACK)).contains(new Settled("put-back", 1, 0));
		assertThat(this.queue.size()).isEqualTo(2);
		assertThat(this.settleLetters.one(id, PUT_BACK)).isEmpty();
	}

	@Test
	void whatTheQueueDoesNotTakeWaitsStillAndTheRestIsPutBack() {
		Stream.generate(() -> "[]").limit(5).forEach(this::add);
		long refused = add("\u0000 is no character of XML, nor is \uD83D");
		Stream.generate(() -> "[]").limit(20).forEach(this::add);

		assertThat(this.settleLetters.all("poison", PUT_BACK)).isEqualTo(new Settled("put-back", 25, 1));

		assertThat(this.queue.size()).isEqualTo(25);
		assertThat(this.letters.find(refused).orElseThrow().state()).isEqualTo(LetterState.WAITING);
		assertThat(this.letters.waiting()).isEqualTo(Map.of("poison", 1L));
	}

	@Test
	void whoTakesOneOffTheQueueCanTellThatItWasPutBack() {
		long id = add("[]");

		this.settleLetters.one(id, PUT_BACK);

		assertThat(AttributesApart.of(this.queue.receive().get(0))).isEqualTo(Map.of("redrive", Long.toString(id)));
	}

	@Test
	void lettersTooLargeForOneCallAreAllPutBack() {
		Stream.generate(() -> "x".repeat(100_000)).limit(12).forEach(this::add);

		assertThat(this.settleLetters.all("poison", PUT_BACK)).isEqualTo(new Settled("put-back", 12, 0));

		assertThat(this.queue.size()).isEqualTo(12);
	}

	@Test
	void ifTheQueueIsGoneItStopsAndAllWaitStill() {
		Stream.generate(() -> "[]").limit(25).forEach(this::add);
		this.queue.delete();

		assertThat(this.settleLetters.all("poison", PUT_BACK)).isEqualTo(new Settled("put-back", 0, 10));

		assertThat(this.letters.waiting()).isEqualTo(Map.of("poison", 25L));
	}

	@Test
	void atTheServicesStopItStopsToo() {
		add("[]");
		this.settleLetters.stop();

		assertThat(this.settleLetters.all("poison", PUT_BACK)).isEqualTo(new Settled("put-back", 0, 0));
	}

	@Test
	void discardingSendsNothingAndKeepsWhoAndWhy() {
		long id = add("[]");

		assertThat(this.settleLetters.all("poison", DISCARD)).isEqualTo(new Settled("discard", 1, 0));

		Letter letter = this.letters.find(id).orElseThrow();
		assertThat(letter.state()).isEqualTo(LetterState.DISCARDED);
		assertThat(letter.by()).isEqualTo("ada");
		assertThat(letter.because()).isEqualTo("a test");
		assertThat(letter.settledAt()).isNotNull();
		assertThat(this.queue.size()).isZero();
	}

	private long add(String body) {
		return this.letters
			.add(new CollectedLetter("dead", UUID.randomUUID().toString(), "poison", null, Map.of(), null,
					StoredText.of(body), Clock.systemUTC().instant()))
			.orElseThrow();
	}

}
