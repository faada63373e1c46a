package io.orderflow.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.orderflow.outbox.TestApplication.TestOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OutboxTest
@ExtendWith(OutputCaptureExtension.class)
class DiscardedRetentionTests {

	@Autowired
	private TestOutbox test;

	@Autowired
	private DataSource dataSource;

	@BeforeEach
	@AfterEach
	void clear() {
		this.test.jdbc.sql("delete from eventbridge_outbox_discarded").update();
	}

	@Test
	void whatIsOlderIsDeletedInSmallStatementsAndWhatIsYoungerStays() {
		discarded(1, 1200, "401 days");
		discarded(2001, 30, "399 days");
		new DiscardedRetention(this.dataSource, Duration.ofDays(400)).run();
		assertThat(ids()).isEqualTo(30);
	}

	@Test
	void aRowThatSomebodyHoldsIsLeftForTheNextTime() throws SQLException {
		discarded(1, DiscardedRetention.BATCH + 1, "2 days");
		DiscardedRetention retention = new DiscardedRetention(this.dataSource, Duration.ofDays(1));
		try (Connection other = this.dataSource.getConnection()) {
			other.setAutoCommit(false);
			other.createStatement().execute("select from eventbridge_outbox_discarded where id = 1 for update");
			retention.run();
			assertThat(ids()).isOne();
			other.rollback();
		}
		retention.run();
		assertThat(ids()).isZero();
	}

	@Test
	void itIsFoundByTheIndex() {
		discarded(1, 2000, "1 day");
		this.test.jdbc.sql("analyze eventbridge_outbox_discarded").update();
		assertThat(this.test.jdbc
			.sql("explain select id from eventbridge_outbox_discarded where discarded_at < "
					+ "clock_timestamp() - 34560000 * interval '1 second' order by discarded_at limit 500 "
					+ "for update skip locked")
			.query(String.class)
			.list()).anyMatch((step) -> step.contains("Index Scan using eventbridge_outbox_discarded_age"));
	}

	@Test
	void aRunningApplicationDeletesThem() {
		discarded(1, 3, "2 days");
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(TestApplication.class)
			.initializers(new TestApplication.OnInfrastructure())
			.run("--eventbridge.outbox.discarded-retention=1d", "--eventbridge.outbox.relays=0")) {
			await().until(() -> ids(application.getBean(TestOutbox.class)) == 0);
		}
	}

	@Test
	void aDatabaseThatIsAwayIsToldInALine(CapturedOutput output) {
		SimpleDriverDataSource away = new SimpleDriverDataSource(new org.postgresql.Driver(),
				"jdbc:postgresql://127.0.0.1:1/away", "postgres", "postgres");
		new DiscardedRetention(away, Duration.ofDays(1)).run();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Discarded events could not be deleted")))
			.hasSize(1);
	}

	private long ids() {
		return ids(this.test);
	}

	private static long ids(TestOutbox outbox) {
		return outbox.jdbc.sql("select count(*) from eventbridge_outbox_discarded").query(Long.class).single();
	}

	private void discarded(int firstId, int events, String ago) {
		this.test.jdbc
			.sql("insert into eventbridge_outbox_discarded (id, bus, source, detail_type, detail, created_at, attempts, "
					+ "last_error, parked_at, discarded_at, discarded_by, because) "
					+ "select n, 'orders', 'demo.orders', 'OrderPlaced', '{}', now(), 1, 'MalformedDetail: no good', "
					+ "now(), now() - :ago::interval, 'grace', 'of a test' "
					+ "from generate_series(:first, :first + :events - 1) as n")
			.param("ago", ago)
			.param("first", firstId)
			.param("events", events)
			.update();
	}

}
