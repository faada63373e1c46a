package io.orderflow.invoices.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;

import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A waiting letter that nobody else can settle meanwhile.
 *
 * @param id its id
 * @param envelope the message's body as it came
 */
record ClaimedLetter(long id, String envelope) {

	static ClaimedLetter mapRow(ResultSet row, int index) throws SQLException {
		return new ClaimedLetter(row.getLong("id"),
				new StoredText(row.getBytes("envelope"), row.getString("encoding")).text());
	}

	/**
	 * The body alone: the attributes told why it was set aside.
	 */
	SendMessageBatchRequestEntry entry() {
		return SendMessageBatchRequestEntry.builder().messageBody(this.envelope).build();
	}

}
