package io.orderflow.sqs.deadletter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What became of the dead letters, in numbers. Every series is there from the start, at
 * 0.
 */
class LetterMetrics {

	private final Counter collected;

	private final Counter putBack;

	private final Counter discarded;

	LetterMetrics(MeterRegistry registry) {
		this.collected = counter(registry, "collected", "Messages collected out of the dead-letter queues");
		this.putBack = counter(registry, "put.back", "Dead letters put back into the queue");
		this.discarded = counter(registry, "discarded", "Dead letters discarded");
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

}
