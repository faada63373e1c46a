package io.orderflow.availability;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageTests {

	/**
	 * Connection lost, out of time, read-only, transaction too long, serialization,
	 * deadlock, disk full, too many connections, lock not available, cancelled, shutting
	 * down, I/O error.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "08006", "08001", "25006", "25P04", "40001", "40P01", "53100", "53300", "55P03", "57014",
			"57P01", "57P03", "58030" })
	void aDatabaseThatCannotDoItsWorkIsAnOutage(String sqlState) {
		assertThat(DatabaseOutage.isCauseOf(translated(sqlState))).isTrue();
		assertThat(DatabaseOutage.isCauseOf(new CannotCreateTransactionException("away"))).isTrue();
	}

	/** A number out of range, a key taken twice, a table missing, damage. */
	@ParameterizedTest
	@ValueSource(strings = { "22003", "23505", "42P01", "XX001" })
	void aFaultOfTheProgramIsNone(String sqlState) {
		assertThat(DatabaseOutage.isCauseOf(translated(sqlState))).isFalse();
	}

	@Test
	void anOutageFillsNoLog(CapturedOutput output) {
		DatabaseOutage failing = new DatabaseOutage();
		for (int i = 0; i < 100; i++) {
			failing.failed(new DataAccessResourceFailureException("away"));
		}
		assertThat(output.getOut().split("answering 503", -1)).hasSize(2);
	}

	private static DataAccessException translated(String sqlState) {
		SQLException cause = new SQLException("a fault", sqlState);
		DataAccessException ex = new SQLExceptionSubclassTranslator().translate("a task", null, cause);
		return (ex != null) ? ex : new UncategorizedSQLException("a task", null, cause);
	}

}
