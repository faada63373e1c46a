package io.orderflow.outbox;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the outbox.
 *
 * @param relays how many relays this instance runs; each has a thread and a database
 * connection of its own. 0 runs none: events wait for other instances
 * @param pollInterval how long an idle relay waits before it looks for events of other
 * instances or of a lost wake-up
 * @param apiCallTimeout the longest a PutEvents call may take. The database takes the
 * rows back from a relay that has not spoken for {@link #lease()}
 * @param maxEventSize what {@link EventOutbox#publish} refuses more than. EventBridge
 * takes more, but not every target does
 * @param maxRequestSize what a PutEvents request holds at the most, as EventBridge counts
 * it
 * @param entryBackoff the wait before an entry that EventBridge failed is tried again
 * @param callBackoff the wait of a relay after a call that failed as a whole
 * @param sampleInterval how often backlog and age are read for the metrics
 * @param maxAge health is down while the oldest event has waited for longer
 * @param buses names or ARNs of the event buses that health sees are there; it cannot
 * know them by itself, since an event may be for any
 * @param discardedRetention for how long the record of a discarded event is kept
 */
@ConfigurationProperties("eventbridge.outbox")
record OutboxProperties(@DefaultValue("2") int relays, @DefaultValue("1s") Duration pollInterval,
		@DefaultValue("10s") Duration apiCallTimeout, @DefaultValue("256KB") DataSize maxEventSize,
		@DefaultValue("256KB") DataSize maxRequestSize, @DefaultValue EntryBackoff entryBackoff,
		@DefaultValue CallBackoff callBackoff, @DefaultValue("5s") Duration sampleInterval,
		@DefaultValue("1m") Duration maxAge, @DefaultValue List<String> buses,
		@DefaultValue("400d") Duration discardedRetention) {

	OutboxProperties {
		if (relays < 0) {
			throw new IllegalArgumentException("eventbridge.outbox.relays must be 0 or more, but is " + relays);
		}
		requirePositive("poll-interval", pollInterval);
		requirePositive("api-call-timeout", apiCallTimeout);
		requirePositive("sample-interval", sampleInterval);
		requirePositive("max-age", maxAge);
		requirePositive("discarded-retention", discardedRetention);
		if (maxEventSize.compareTo(maxRequestSize) > 0) {
			throw new IllegalArgumentException(
					"eventbridge.outbox.max-event-size=%s is more than eventbridge.outbox.max-request-size=%s"
						.formatted(maxEventSize, maxRequestSize));
		}
	}

	private static void requirePositive(String setting, Duration duration) {
		if (duration.toMillis() < 1) {
			throw new IllegalArgumentException(
					"eventbridge.outbox.%s must be 1ms or more, but is %s".formatted(setting, duration));
		}
	}

	/**
	 * After how long PostgreSQL ends the transaction of a relay that has vanished, and so
	 * frees its rows: longer than any call it could be waiting for.
	 */
	Duration lease() {
		return this.apiCallTimeout.plusSeconds(5);
	}

	record EntryBackoff(@DefaultValue("1s") Duration initial, @DefaultValue("5m") Duration max) {

		EntryBackoff {
			// Refuses at the start what it would refuse at the first failure.
			new Backoff(initial, max);
		}

		Backoff backoff() {
			return new Backoff(this.initial, this.max);
		}

	}

	record CallBackoff(@DefaultValue("100ms") Duration initial, @DefaultValue("10s") Duration max) {

		CallBackoff {
			// Refuses at the start what it would refuse at the first failure.
			new Backoff(initial, max);
		}

		Backoff backoff() {
			return new Backoff(this.initial, this.max);
		}

	}

}
