package io.orderflow.sqs.listener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.awspring.cloud.sqs.listener.AbstractMessageListenerContainer;
import io.orderflow.sqs.QueueAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener of this instance, and what is known of it.
 */
class Listener {

	private static final Logger logger = LoggerFactory.getLogger(Listener.class);

	private final AbstractMessageListenerContainer<?, ?, ?> container;

	private final Polls polls;

	private final KnownPauses pauses;

	private final Clock clock;

	/** From when on its polls are waited for. */
	private volatile Instant since;

	private volatile @Nullable Throwable failure;

	Listener(AbstractMessageListenerContainer<?, ?, ?> container, Polls polls, KnownPauses pauses, Clock clock) {
		this.container = container;
		this.polls = polls;
		this.pauses = pauses;
		this.clock = clock;
		this.since = clock.instant();
	}

	String id() {
		return this.container.getId();
	}

	/** Of its queues, each by its name, URL or ARN. */
	List<String> queues() {
		return List.copyOf(this.container.getQueueNames());
	}

	List<String> queueNames() {
		return queues().stream().map(QueueAddress::name).toList();
	}

	/** How long a poll waits for a message. */
	Duration pollWait() {
		return this.container.getContainerOptions().getPollTimeout();
	}

	/** Null if it is not held. */
	@Nullable Pause pause() {
		return this.pauses.of(id());
	}

	boolean isRunning() {
		return this.container.isRunning();
	}

	/** Why it could not be started; null if it could, or nobody has tried yet. */
	@Nullable Throwable failure() {
		return this.failure;
	}

	ListenerState state(Duration stalledAfter) {
		if (pause() != null) {
			return ListenerState.PAUSED;
		}
		// While it is tried again its container counts as running.
		if (!isRunning() || this.failure != null) {
			return ListenerState.STOPPED;
		}
		return (silence().compareTo(stalledAfter) > 0) ? ListenerState.STALLED : ListenerState.POLLING;
	}

	/** How long the queue that it heard of least recently has been silent. */
	Duration silence() {
		return queueNames().stream().map(this::silence).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	/**
	 * For how long no poll of the queue has ended; where none has since the listener was
	 * started, since then.
	 */
	Duration silence(String queue) {
		Instant ended = this.polls.of(queue).endedAt();
		Instant from = (ended != null && ended.isAfter(this.since)) ? ended : this.since;
		return Duration.between(from, this.clock.instant());
	}

	/**
	 * The age in seconds of the oldest message of the queue's last poll; NaN while nobody
	 * polls it, so that nobody knows.
	 * @param stalledAfter a poll that ended longer ago says nothing of now
	 */
	double oldestSeconds(String queue, Duration stalledAfter) {
		Polls.Poll last = this.polls.of(queue);
		boolean isOfNow = pause() == null && last.endedAt() != null
				&& last.endedAt().plus(stalledAfter).isAfter(this.clock.instant());
		return isOfNow ? last.oldestSeconds() : Double.NaN;
	}

	/** When the last poll ended; of several queues the earliest, null if one has none. */
	@Nullable Instant lastPoll() {
		List<@Nullable Instant> ended = queueNames().stream().map((queue) -> this.polls.of(queue).endedAt()).toList();
		return ended.contains(null) ? null
				: ended.stream().filter(Objects::nonNull).min(Instant::compareTo).orElse(null);
	}

	/** Why its polls fail, if they do. */
	Stream<Throwable> pollFailures() {
		return queueNames().stream()
			.map((queue) -> this.polls.of(queue).failure())
			.<Throwable>mapMulti((failure, failures) -> {
				if (failure != null) {
					failures.accept(failure);
				}
			});
	}

	/** Has the container's registry not start it. */
	void keepFromStarting() {
		this.container.configure((options) -> options.autoStartup(false));
	}

	/**
	 * Starts it.
	 * @throws RuntimeException if a queue of it is not there, or cannot be asked; it is
	 * stopped then
	 */
	void start() {
		try {
			this.container.start();
			this.since = this.clock.instant();
			this.failure = null;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			// It counts as running otherwise.
			this.container.stop();
			throw ex;
		}
	}

	/**
	 * Stops it, once what is in flight is done. What takes longer than the container's
	 * {@code listenerShutdownTimeout} is not waited for; the log says so.
	 */
	void stop() {
		Duration patience = this.container.getContainerOptions().getListenerShutdownTimeout();
		long before = System.nanoTime();
		this.container.stop();
		this.failure = null;
		if (System.nanoTime() - before >= patience.toNanos()) {
			logger.warn("Listener {} was not done with what was in flight after {} s: it is stopped all the same, and "
					+ "messages that were not deleted come again", id(), patience.toSeconds());
		}
	}

}
