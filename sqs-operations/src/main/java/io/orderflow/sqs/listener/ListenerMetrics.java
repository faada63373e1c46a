package io.orderflow.sqs.listener;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The listeners' meters. How much is in a queue is what it last answered, since a scrape
 * must not wait for SQS; NaN while it does not.
 */
class ListenerMetrics {

	private static final String LISTENER = "listener";

	private static final String QUEUE = "queue";

	private final MeterRegistry meters;

	private final Polls polls;

	private final Queues queues;

	private final Duration stalledAfter;

	/**
	 * @param stalledAfter what a poll that ended longer ago brought says nothing of now
	 */
	ListenerMetrics(MeterRegistry meters, Polls polls, Queues queues, Duration stalledAfter) {
		this.meters = meters;
		this.polls = polls;
		this.queues = queues;
		this.stalledAfter = stalledAfter;
	}

	/** Every series is there from then on. */
	void register(Listener listener) {
		Gauge.builder("sqs.listener.paused", () -> (listener.pause() != null) ? 1 : 0)
			.description("Whether an operator holds the listener")
			.tag(LISTENER, listener.id())
			.register(this.meters);
		for (String queue : listener.queueNames()) {
			FunctionCounter.builder("sqs.listener.messages", this.polls, (all) -> all.of(queue).messages())
				.description("Messages received")
				.tag(QUEUE, queue)
				.register(this.meters);
			Gauge.builder("sqs.listener.poll.age", () -> listener.silence(queue).toMillis() / 1000.0)
				.baseUnit("seconds")
				.description("Since a poll of the queue last ended with an answer")
				.tag(LISTENER, listener.id())
				.tag(QUEUE, queue)
				.register(this.meters);
			Gauge.builder("sqs.queue.age", () -> listener.oldestSeconds(queue, this.stalledAfter))
				.baseUnit("seconds")
				.description("Age of the oldest message of the last poll; NaN while nobody polls")
				.tag(QUEUE, queue)
				.register(this.meters);
			messages(queue, "visible", QueueLook::visible);
			messages(queue, "in_flight", QueueLook::inFlight);
			messages(queue, "delayed", QueueLook::delayed);
		}
	}

	private void messages(String queue, String state, ToDoubleFunction<QueueLook> number) {
		Gauge.builder("sqs.queue.messages", () -> number(this.queues.last(queue), number))
			.description("Messages in the queue, as SQS estimates them")
			.tag(QUEUE, queue)
			.tag("state", state)
			.register(this.meters);
	}

	private static double number(@Nullable QueueLook look, ToDoubleFunction<QueueLook> number) {
		return (look != null) ? number.applyAsDouble(look) : Double.NaN;
	}

}
