package io.orderflow.invoices.intake;

import java.util.Locale;

/**
 * Why a message can never be invoiced.
 */
enum Reason {

	/** Not JSON, or not an event around an object. */
	UNREADABLE,

	/** Another source, detail-type or state. */
	WRONG_EVENT,

	/** A schema version this worker does not know, or none. */
	UNSUPPORTED_VERSION,

	/** A field is missing or says what it may not. */
	INVALID_CONTENT,

	/** The totals are not those of the lines. */
	TOTALS_MISMATCH,

	/** The order is invoiced already, and said something else then. */
	CONFLICTING_CONTENT,

	/** The database refused the data, though everything above was right. */
	UNSTORABLE;

	/**
	 * As it is written in message attributes, metrics and the log.
	 */
	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
