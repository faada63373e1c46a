package io.orderflow.sqs.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

import io.orderflow.sqs.MessageTrace;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
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
	 * The body, and this letter's id in place of the attributes, which told why it was
	 * set aside.
	 */
	SendMessageBatchRequestEntry entry() {
		return SendMessageBatchRequestEntry.builder()
			.messageBody(this.envelope)
			.messageAttributes(Map.of(MessageTrace.REDRIVE,
					MessageAttributeValue.builder().dataType("String").stringValue(Long.toString(this.id)).build()))
			.build();
	}

}
