package io.orderflow.sqs.listener;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;

/**
 * Gets the listeners ready to start: those that are paused do not, and each has its
 * meters.
 */
class ListenersStart implements SmartLifecycle {

	private final Listeners listeners;

	private final KnownPauses pauses;

	private final ListenerMetrics metrics;

	private final Duration stalledAfter;

	private volatile boolean running;

	ListenersStart(Listeners listeners, KnownPauses pauses, ListenerMetrics metrics, Duration stalledAfter) {
		this.listeners = listeners;
		this.pauses = pauses;
		this.metrics = metrics;
		this.stalledAfter = stalledAfter;
	}

	@Override
	public void start() {
		this.pauses.look();
		for (Listener listener : this.listeners.all()) {
			if (listener.pollWait().compareTo(this.stalledAfter) >= 0) {
				throw new IllegalArgumentException(
						"sqs.operations.stalled-after=%s must be more than a poll of listener %s waits, %s"
							.formatted(this.stalledAfter, listener.id(), listener.pollWait()));
			}
			if (listener.pause() != null && !listener.isRunning()) {
				listener.keepFromStarting();
			}
			this.metrics.register(listener);
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the registry of the containers, which is among the last. */
	@Override
	public int getPhase() {
		return 0;
	}

}
