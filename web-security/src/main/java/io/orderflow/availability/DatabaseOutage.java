package io.orderflow.availability;

import java.sql.SQLException;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a database that cannot do its work now from a request or a program that is wrong,
 * and says so in the log, once a minute at the most.
 */
public class DatabaseOutage {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseOutage.class);

	/**
	 * By the first two digits of the SQLSTATE, what Spring puts into no category
	 * (PostgreSQL manual, "PostgreSQL Error Codes"): 25 read-only or a transaction that
	 * took too long, 55 a lock that was not to be had.
	 */
	private static final Set<String> UNCATEGORIZED = Set.of("25", "55");

	private final RareLine line = new RareLine();

	/** One that has said nothing yet. Whoever answers requests has one. */
	public DatabaseOutage() {
	}

	/**
	 * Tells whether the database could not do its work.
	 * @param ex of a statement or a transaction
	 * @return false also where the work itself was wrong, such as a statement or its data
	 */
	public static boolean isCauseOf(Exception ex) {
		return ex instanceof DataAccessResourceFailureException || ex instanceof TransientDataAccessException
				|| ex instanceof TransactionException
				|| (NestedExceptionUtils.getRootCause(ex) instanceof SQLException cause && cause.getSQLState() != null
						&& cause.getSQLState().length() == 5
						&& UNCATEGORIZED.contains(cause.getSQLState().substring(0, 2)));
	}

	/**
	 * Says that a request was answered 503 for it.
	 * @param ex that the request failed with
	 */
	public void failed(Exception ex) {
		this.line.write((unsaid) -> logger
			.warn("The database cannot be used: answering 503, and {} times more since the line before. See that "
					+ "PostgreSQL runs, can write, and has connections left: {}", unsaid, ex.toString()));
	}

}
