package io.orderflow.sqs.listener;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.TaskScheduler;

/**
 * Has each listener of this instance do what it should: run, or stand still while it is
 * paused. One that did not start with the service, for its queue was not there or SQS was
 * away, is tried again; one that was stopped by nobody knows whom is started again.
 */
class ListenerKeeper implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ListenerKeeper.class);

	private final Listeners listeners;

	private final KnownPauses pauses;

	private final TaskScheduler scheduler;

	private final OperationsProperties properties;

	private final Clock clock;

	private final Map<String, Instant> nextTry = new HashMap<>();

	/** Held while a listener finishes what is in flight. */
	private final Lock stops = new ReentrantLock();

	private volatile boolean running;

	private @Nullable ScheduledFuture<?> passes;

	ListenerKeeper(Listeners listeners, KnownPauses pauses, TaskScheduler scheduler, OperationsProperties properties,
			Clock clock) {
		this.listeners = listeners;
		this.pauses = pauses;
		this.scheduler = scheduler;
		this.properties = properties;
		this.clock = clock;
	}

	/** Beside the service, which does not wait for it. */
	@Override
	public void start() {
		this.running = true;
		this.passes = this.scheduler.scheduleWithFixedDelay(this::pass, this.properties.checkInterval());
	}

	/** Waits for a listener that finishes what is in flight, and for nothing else. */
	@Override
	public void stop() {
		this.running = false;
		if (this.passes != null) {
			this.passes.cancel(false);
		}
		this.stops.lock();
		this.stops.unlock();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private void pass() {
		this.pauses.look();
		this.listeners.all().forEach(this::keep);
	}

	private void keep(Listener listener) {
		Pause pause = listener.pause();
		if (pause != null && listener.isRunning()) {
			hold(listener, pause);
		}
		else if (pause == null && !listener.isRunning()) {
			run(listener);
		}
	}

	private void hold(Listener listener, Pause pause) {
		this.stops.lock();
		try {
			if (this.running) {
				logger.info("Listener {} stops: paused since {} by {}: {}", listener.id(), pause.at(), pause.by(),
						pause.because());
				listener.stop();
			}
		}
		finally {
			this.stops.unlock();
		}
	}

	private void run(Listener listener) {
		Instant now = this.clock.instant();
		if (!this.running || now.isBefore(this.nextTry.getOrDefault(listener.id(), Instant.MIN))) {
			return;
		}
		boolean failedBefore = listener.failure() != null;
		try {
			listener.start();
			logger.info("Listener {} polls {}", listener.id(), listener.queueNames());
		}
		catch (RuntimeException ex) {
			this.nextTry.put(listener.id(), now.plus(this.properties.retryInterval()));
			if (!failedBefore) {
				logger.warn("Listener {} cannot start until {} can be read; trying on. Cause: {}", listener.id(),
						listener.queueNames(), NestedExceptionUtils.getMostSpecificCause(ex).toString());
			}
		}
		if (!this.running) {
			// The service stopped meanwhile.
			listener.stop();
		}
	}

}
