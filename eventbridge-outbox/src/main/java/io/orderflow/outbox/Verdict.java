package io.orderflow.outbox;

import java.util.Set;

/**
 * What follows from EventBridge's answer to an entry.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html">PutEventsResultEntry</a>
 */
enum Verdict {

	/** EventBridge has the event. */
	TAKEN,

	/** It may be taken next time. */
	RETRY,

	/**
	 * It is not about this event: whoever comes now is refused. Nothing is held against
	 * the row.
	 */
	NOT_NOW,

	/** This event can never be taken. */
	NEVER;

	private static final Set<String> NEVER_TAKEN = Set.of("MalformedDetail", "InvalidArgument");

	/**
	 * AWS calls the refused authorizations non-retryable, but they end as soon as
	 * somebody puts the role right: no reason to set an event aside.
	 */
	static Verdict of(String errorCode) {
		if (NEVER_TAKEN.contains(errorCode)) {
			return NEVER;
		}
		return (errorCode.startsWith("Throttling") || errorCode.startsWith("AccessDenied")
				|| errorCode.startsWith("NotAuthorized")) ? NOT_NOW : RETRY;
	}

}
