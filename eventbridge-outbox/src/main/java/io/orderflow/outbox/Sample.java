package io.orderflow.outbox;

import java.time.Duration;

import io.orderflow.outbox.OutboxRows.Backlog;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox's tables held at a time.
 *
 * @param backlog null where it could not be read, as when there is too much to be counted
 * in time
 * @param oldestSeconds for how long the oldest waiting event has waited; 0 if none does,
 * NaN where it could not be read
 * @param error why the tables could not be read; null where they could, if perhaps not
 * counted
 * @param pause null while the relays are not paused; where the database could not be
 * read, what was last known
 * @param nanos when, by {@link System#nanoTime()}
 */
record Sample(@Nullable Backlog backlog, double oldestSeconds, @Nullable String error, @Nullable Pause pause,
		long nanos) {

	static Sample of(@Nullable Backlog backlog, double oldestSeconds, @Nullable Pause pause) {
		return new Sample(backlog, oldestSeconds, null, pause, System.nanoTime());
	}

	static Sample unread(String error, @Nullable Pause lastKnown) {
		return new Sample(null, Double.NaN, error, lastKnown, System.nanoTime());
	}

	/** Whether something may wait; also where that is not known. */
	boolean mayHoldEvents() {
		return (this.backlog != null) ? this.backlog.waiting() > 0 : this.oldestSeconds != 0;
	}

	boolean isYoungerThan(Duration age) {
		return System.nanoTime() - this.nanos < age.toNanos();
	}

}
