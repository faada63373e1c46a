package io.orderflow.sqs.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What became of the dead letters, in numbers. Every series is there from the start.
 * Those that wait are those of the last sample, since a scrape must not wait for the
 * database; NaN while there is none.
 */
class LetterMetrics {

	private final Counter collected;

	private final Counter putBack;

	private final Counter discarded;

	private volatile @Nullable Map<String, WaitingLetters> waiting;

	/**
	 * @param queues names of the dead-letter queues
	 */
	LetterMetrics(MeterRegistry registry, List<String> queues, Clock clock) {
		this.collected = counter(registry, "collected", "Messages collected out of the dead-letter queues");
		this.putBack = counter(registry, "put.back", "Dead letters put back into the queue");
		this.discarded = counter(registry, "discarded", "Dead letters discarded");
		for (String queue : queues) {
			Gauge.builder("dead.letters.waiting", () -> sample(queue, WaitingLetters::letters))
				.description("Dead letters that wait to be put back or discarded")
				.tag("queue", queue)
				.register(registry);
			Gauge
				.builder("dead.letters.age",
						() -> sample(queue, (of) -> Duration.between(of.oldest(), clock.instant()).toSeconds()))
				.baseUnit("seconds")
				.description("Since the oldest dead letter that waits was sent")
				.tag("queue", queue)
				.register(registry);
		}
	}

	private static Counter counter(MeterRegistry registry, String what, String description) {
		return Counter.builder("dead.letters." + what).description(description).register(registry);
	}

	void countCollected() {
		this.collected.increment();
	}

	void countSettled(Settlement settlement, int letters) {
		(settlement.isDiscard() ? this.discarded : this.putBack).increment(letters);
	}

	/**
	 * @param waiting by their queues; null where they could not be counted
	 */
	void sampled(@Nullable Map<String, WaitingLetters> waiting) {
		this.waiting = waiting;
	}

	private double sample(String queue, ToDoubleFunction<WaitingLetters> number) {
		Map<String, WaitingLetters> sample = this.waiting;
		if (sample == null) {
			return Double.NaN;
		}
		WaitingLetters of = sample.get(queue);
		return (of != null) ? Math.max(0, number.applyAsDouble(of)) : 0;
	}

}
