package io.orderflow.outbox;

import java.time.Duration;

import io.orderflow.outbox.OutboxRows.Backlog;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox's tables held at a time.
 *
 * @param backlog null where it could not be read
 * @param error why it could not; null where it could
 * @param pause null while the relays are not paused; where the database could not be
 * read, what was last known
 * @param nanos when, by {@link System#nanoTime()}
 */
record Sample(@Nullable Backlog backlog, @Nullable String error, @Nullable Pause pause, long nanos) {

	static Sample of(Backlog backlog, @Nullable Pause pause) {
		return new Sample(backlog, null, pause, System.nanoTime());
	}

	static Sample unread(String error, @Nullable Pause lastKnown) {
		return new Sample(null, error, lastKnown, System.nanoTime());
	}

	boolean isYoungerThan(Duration age) {
		return System.nanoTime() - this.nanos < age.toNanos();
	}

}
