package io.orderflow.availability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;

/**
 * A line of the log that every request has cause for while something is away: it is
 * written once a minute at the most.
 */
public class RareLine {

	private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

	private Instant nextLine = Instant.MIN;

	private int unsaid;

	/** One that was not written yet: its first cause writes it. */
	public RareLine() {
	}

	/**
	 * Writes it, unless it was written less than a minute ago.
	 * @param line gets how often it was not written since it last was
	 */
	public synchronized void write(IntConsumer line) {
		Instant now = Clock.systemUTC().instant();
		if (now.isBefore(this.nextLine)) {
			this.unsaid++;
			return;
		}
		line.accept(this.unsaid);
		this.nextLine = now.plus(BETWEEN_LINES);
		this.unsaid = 0;
	}

}
