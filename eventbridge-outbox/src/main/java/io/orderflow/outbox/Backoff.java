package io.orderflow.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after a failure: twice as long after each, up to a limit, and between
 * half of it and all of it at random, so that those who failed together do not come back
 * together.
 *
 * @param initial the longest wait after the first failure
 * @param max the longest wait of all
 */
record Backoff(Duration initial, Duration max) {

	/**
	 * @throws IllegalArgumentException unless 0 &lt; initial ≤ max
	 */
	Backoff {
		if (initial.isNegative() || initial.isZero() || initial.compareTo(max) > 0) {
			throw new IllegalArgumentException(
					"A backoff needs 0 < initial <= max, but has initial=%s and max=%s".formatted(initial, max));
		}
	}

	/**
	 * The wait after a number of failures in a row.
	 * @param failures 1 or more
	 */
	Duration after(int failures) {
		long doubled = this.initial.toMillis() << Math.min(failures - 1, 20);
		long longest = Math.min(doubled, this.max.toMillis());
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
	}

}
