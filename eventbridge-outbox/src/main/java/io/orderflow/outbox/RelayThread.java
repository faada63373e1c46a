package io.orderflow.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A relay's thread: carries what is due, then sleeps until an event is committed here, or
 * for the poll interval.
 */
class RelayThread {

	private static final Logger logger = LoggerFactory.getLogger(RelayThread.class);

	private final Relay relay;

	private final WakeUps wakeUps;

	private final OutboxProperties properties;

	private final OutboxMetrics metrics;

	private final Outage outage;

	private final CountDownLatch stopping;

	private final Thread thread;

	private volatile @Nullable Instant lastPass;

	/** By {@link System#nanoTime()}; null while it waits. */
	private volatile @Nullable Long atWorkSince;

	/**
	 * @param number from 1; the first one warms up
	 * @param stopping zero once it shall end
	 */
	RelayThread(int number, Relay relay, WakeUps wakeUps, OutboxProperties properties, OutboxMetrics metrics,
			Outage outage, CountDownLatch stopping) {
		this.relay = relay;
		this.wakeUps = wakeUps;
		this.properties = properties;
		this.metrics = metrics;
		this.outage = outage;
		this.stopping = stopping;
		this.thread = new Thread((number == 1) ? this::warmUpAndRun : this::run, "outbox-relay-" + number);
	}

	void start() {
		this.thread.start();
	}

	void join(Duration atMost) throws InterruptedException {
		this.thread.join(atMost.toMillis());
	}

	RelayState state() {
		return new RelayState(this.thread.getName(), this.thread.isAlive(), this.lastPass);
	}

	boolean isInOnePassFor(Duration duration) {
		Long since = this.atWorkSince;
		return this.thread.isAlive() && since != null && System.nanoTime() - since > duration.toNanos();
	}

	private void warmUpAndRun() {
		this.atWorkSince = System.nanoTime();
		try {
			this.relay.warmUp();
		}
		catch (RuntimeException | Error ex) {
			// If it is more than the refusal, the first event meets it as well, and
			// tells.
			logger.debug("PutEvents of nothing was refused, as expected", ex);
		}
		run();
	}

	private void run() {
		try {
			int failures = 0;
			while (this.stopping.getCount() > 0) {
				failures = pass() ? 0 : failures + 1;
				if (failures > 0) {
					backOff(failures);
				}
			}
		}
		catch (InterruptedException ex) {
			// For good: the others are woken for what this one would have carried.
			this.wakeUps.backOff();
			logger.error("{} was interrupted and ends, and does not come back until a restart: events wait for the "
					+ "other relays", this.thread.getName());
		}
	}

	private boolean pass() throws InterruptedException {
		Relay.Pass pass;
		this.atWorkSince = System.nanoTime();
		try {
			pass = this.relay.relay();
		}
		catch (SdkException ex) {
			String code = EventBridgePublisher.errorCode(ex);
			this.metrics.failed(code);
			this.outage.failed(code, ex);
			return false;
		}
		catch (RefusedException ex) {
			if (!ex.isPartial()) {
				this.outage.failed(ex.code(), ex);
			}
			return false;
		}
		// A relay that ended would be missed by nobody until its events are.
		catch (RuntimeException | Error ex) {
			this.outage.failed(ex.getClass().getSimpleName(), ex);
			return false;
		}
		finally {
			this.lastPass = Instant.now();
			this.atWorkSince = null;
		}
		if (pass.rows() > 0) {
			this.outage.over();
		}
		if (pass.more()) {
			this.wakeUps.another();
		}
		else {
			this.wakeUps.await(this.properties.pollInterval());
		}
		return true;
	}

	private void backOff(int failures) throws InterruptedException {
		this.wakeUps.backOff();
		try {
			this.stopping.await(this.properties.callBackoff().backoff().after(failures).toMillis(),
					TimeUnit.MILLISECONDS);
		}
		finally {
			this.wakeUps.goOn();
		}
	}

}
