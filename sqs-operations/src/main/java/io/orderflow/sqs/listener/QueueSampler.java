package io.orderflow.sqs.listener;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/**
 * Asks the queues for the metrics at a fixed interval, so that a scrape need not.
 */
class QueueSampler implements SmartLifecycle {

	private final Queues queues;

	private final TaskScheduler scheduler;

	private final Duration interval;

	private @Nullable ScheduledFuture<?> samples;

	QueueSampler(Queues queues, TaskScheduler scheduler, Duration interval) {
		this.queues = queues;
		this.scheduler = scheduler;
		this.interval = interval;
	}

	@Override
	public void start() {
		// What the health was told less than half an interval ago will do.
		this.samples = this.scheduler.scheduleAtFixedRate(() -> this.queues.look(this.interval.dividedBy(2)),
				this.interval);
	}

	@Override
	public void stop() {
		if (this.samples != null) {
			this.samples.cancel(false);
			this.samples = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.samples != null;
	}

}
