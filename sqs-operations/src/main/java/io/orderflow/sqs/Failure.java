package io.orderflow.sqs;

import java.sql.SQLException;
import java.util.Set;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What a failed transaction tells. By the SQLSTATE, as the PostgreSQL manual has them in
 * its appendix "PostgreSQL Error Codes": the exceptions' types do not tell a number taken
 * twice from a text that is too long.
 */
public enum Failure {

	/**
	 * The database refuses what the message says: it will again.
	 */
	DATA,

	/**
	 * The database cannot do its work now, or not for anyone: away, overloaded,
	 * read-only, its disk full, a table or a right missing. Says nothing about the
	 * message.
	 */
	DATABASE,

	/**
	 * Anything else, as a fault of this program, or rows that contradict the schema or
	 * one another: no reason to set a message aside.
	 */
	UNEXPECTED;

	/**
	 * Too long, out of range, a character that cannot be stored. Others of class 22 tell
	 * of a statement that is wrong, as for every message alike.
	 */
	private static final Set<String> OF_THE_DATA = Set.of("22001", "22003", "22021", "22P05");

	private static final String LIMIT_EXCEEDED = "54";

	private static final String DATA_EXCEPTION = "22";

	private static final String INTEGRITY = "23";

	/**
	 * What the exception tells.
	 * @param ex of a transaction or a statement
	 * @return {@link #UNEXPECTED} where it is not the database's
	 */
	public static Failure of(RuntimeException ex) {
		if (!(ex instanceof DataAccessException) && !(ex instanceof TransactionException)) {
			return UNEXPECTED;
		}
		String state = sqlState(ex);
		if (OF_THE_DATA.contains(state) || state.startsWith(LIMIT_EXCEEDED)) {
			return DATA;
		}
		return (state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY)) ? UNEXPECTED : DATABASE;
	}

	/**
	 * The SQLSTATE of the error at the root.
	 * @param ex of a transaction or a statement
	 * @return five characters; {@code -----} if there is none
	 */
	public static String sqlState(RuntimeException ex) {
		if (NestedExceptionUtils.getRootCause(ex) instanceof SQLException cause && cause.getSQLState() != null
				&& cause.getSQLState().length() == 5) {
			return cause.getSQLState();
		}
		return "-----";
	}

}
