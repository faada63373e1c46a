package io.orderflow.sqs.listener;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a listener does.
 */
enum ListenerState {

	/** It asks its queues for messages, and they answer. */
	POLLING,

	/** An operator holds it. */
	PAUSED,

	/** It should poll, and runs, but no poll has ended for too long. */
	STALLED,

	/** It should run, and does not: its queue is not there, or SQS cannot be reached. */
	STOPPED;

	/** As it is written in JSON. */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
