package io.orderflow.outbox;

import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * What EventBridge made of a row.
 *
 * @param verdict what follows for the row
 * @param code EventBridge's error code; empty where it took the row
 * @param message the code and EventBridge's explanation of it; empty where it took the
 * row
 */
record Answer(OutboxRow row, Verdict verdict, String code, String message) {

	static Answer of(OutboxRow row, PutEventsResultEntry result) {
		String code = result.errorCode();
		if (code == null) {
			return new Answer(row, Verdict.TAKEN, "", "");
		}
		return new Answer(row, Verdict.of(code), code, "%s: %s".formatted(code, result.errorMessage()));
	}

}
