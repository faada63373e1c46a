package io.orderflow.outbox;

import java.util.List;

import io.micrometer.tracing.Span;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The spans of rows that are being sent in one call, in the rows' order.
 */
record Sending(List<Span> spans) {

	/** EventBridge has answered. */
	void answered(List<PutEventsResultEntry> results) {
		for (int i = 0; i < this.spans.size(); i++) {
			PutEventsResultEntry result = results.get(i);
			if (result.errorCode() != null) {
				fail(this.spans.get(i), result.errorCode());
			}
			else {
				this.spans.get(i).tag("messaging.message.id", result.eventId()).end();
			}
		}
	}

	/** The call failed as a whole. */
	void failed(String errorCode) {
		this.spans.forEach((span) -> fail(span, errorCode));
	}

	/** The code alone: a message may quote the event. */
	private static void fail(Span span, String errorCode) {
		span.tag("error.type", errorCode).error(new IllegalStateException(errorCode)).end();
	}

}
