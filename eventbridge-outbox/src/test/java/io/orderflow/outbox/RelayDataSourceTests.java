package io.orderflow.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.outbox.TestApplication.TestOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@OutboxTest
class RelayDataSourceTests {

	@Autowired
	private TestOutbox test;

	@Autowired
	private DataSource application;

	@BeforeEach
	@AfterEach
	void clear() {
		this.test.clear();
	}

	@Test
	void theRowsOfARelayThatVanishedAreFreeAfterTheLease() {
		this.test.publish(1);
		try (RelayDataSource relays = new RelayDataSource(this.application, 1, Duration.ofMillis(200))) {
			OutboxRows rows = new OutboxRows(relays);
			TransactionTemplate vanished = new TransactionTemplate(new JdbcTransactionManager(relays));
			assertThatThrownBy(() -> vanished.executeWithoutResult((status) -> {
				assertThat(rows.claim()).hasSize(1);
				assertThat(claimByAnother()).isZero();
				await().until(() -> claimByAnother() == 1);
			})).isInstanceOfAny(TransactionException.class, DataAccessException.class);
		}
	}

	@Test
	void aClaimThatWaitsForALockIsCancelledInTheDatabaseToo() throws SQLException {
		JdbcClient jdbc = JdbcClient.create(this.application);
		try (Connection other = this.application.getConnection()) {
			other.setAutoCommit(false);
			other.createStatement().execute("lock table eventbridge_outbox");
			assertThatExceptionOfType(QueryTimeoutException.class)
				.isThrownBy(() -> new OutboxRows(this.application).claim());
			assertThat(jdbc
				.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
						+ " and query like '%for update skip locked%'")
				.query(Integer.class)
				.single()).isZero();
			other.rollback();
		}
	}

	@Test
	void aClaimDoesNotSortAllThatWaitsThoughTheTableWasVacuumedEmpty() {
		JdbcClient.create(this.application).sql("vacuum eventbridge_outbox").update();
		try (RelayDataSource relays = new RelayDataSource(this.application, 1, Duration.ofSeconds(1))) {
			assertThat(JdbcClient.create(relays).sql("explain " + OutboxRows.CLAIM).query(String.class).list())
				.anyMatch((step) -> step.contains("Index Scan using eventbridge_outbox_due"))
				.noneMatch((step) -> step.contains("Sort"));
		}
	}

	@Test
	void theOldestIsFoundWithoutReadingAllThatWaits() {
		try (RelayDataSource relays = new RelayDataSource(this.application, 1, Duration.ofSeconds(1))) {
			assertThat(JdbcClient.create(relays).sql("explain " + OutboxRows.OLDEST).query(String.class).list())
				.anyMatch((step) -> step.contains("Index Scan using eventbridge_outbox_pkey"))
				.noneMatch((step) -> step.contains("Sort") || step.contains("Seq Scan"));
		}
	}

	@Test
	void aClaimGoesByTheIndexWithAPlanThatIsKept() throws SQLException {
		try (RelayDataSource relays = new RelayDataSource(this.application, 1, Duration.ofSeconds(1));
				Connection connection = relays.getConnection()) {
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			jdbc.sql("set plan_cache_mode = force_generic_plan").update();
			jdbc.sql("prepare claim as " + OutboxRows.CLAIM).update();
			assertThat(jdbc.sql("explain execute claim").query(String.class).list())
				.anyMatch((step) -> step.contains("Index Scan using eventbridge_outbox_due"))
				.noneMatch((step) -> step.contains("Sort"));
			new Pauses(this.application).pause("grace", "of a test");
			assertThat(jdbc.sql("explain (analyze) execute claim").query(String.class).list()).as("while paused")
				.anyMatch((step) -> step.contains("Index Scan using eventbridge_outbox_due")
						&& step.contains("never executed"));
		}
	}

	@Test
	void whatTheApplicationKeepsOutOfItsLogTheRelaysKeepOutToo() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(Infrastructure.jdbcUrl());
			pool.addDataSourceProperty("logServerErrorDetail", "false");
			try (RelayDataSource relays = new RelayDataSource(pool, 1, Duration.ofSeconds(1))) {
				JdbcClient jdbc = JdbcClient.create(relays);
				assertThatExceptionOfType(DataIntegrityViolationException.class)
					.isThrownBy(() -> jdbc.sql("insert into eventbridge_outbox (detail) values (?::json)")
						.param("\"Grace\"")
						.update())
					.withStackTraceContaining("violates not-null constraint")
					.satisfies((ex) -> assertThat(ex).asString().doesNotContain("Grace"))
					.havingRootCause()
					.satisfies((cause) -> assertThat(cause).asString().doesNotContain("Grace"));
			}
		}
	}

	@Test
	void anApplicationWithAnotherPoolIsToldWhatToDo() {
		assertThatIllegalStateException()
			.isThrownBy(() -> new RelayDataSource(new SimpleDriverDataSource(), 1, Duration.ofSeconds(1)))
			.withMessageContaining("use HikariCP");
	}

	@Test
	void anApplicationWithoutAutoCommitIsToldWhatToDo() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setAutoCommit(false);
			assertThatIllegalStateException().isThrownBy(() -> new RelayDataSource(pool, 1, Duration.ofSeconds(1)))
				.withMessageContaining("leave spring.datasource.hikari.auto-commit on");
		}
	}

	private int claimByAnother() {
		TransactionTemplate other = new TransactionTemplate(new JdbcTransactionManager(this.application));
		other.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
		Integer claimed = other.execute((status) -> new OutboxRows(this.application).claim().size());
		return (claimed != null) ? claimed : 0;
	}

}
