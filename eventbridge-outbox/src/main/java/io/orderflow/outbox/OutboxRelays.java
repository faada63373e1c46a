package io.orderflow.outbox;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.context.SmartLifecycle;

/**
 * The relays of this instance: threads that carry what is due, then sleep until an event
 * is committed here, or for the poll interval. They need no agreement with the relays of
 * other instances.
 */
class OutboxRelays implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(OutboxRelays.class);

	private final Relay relay;

	private final WakeUps wakeUps;

	private final OutboxProperties properties;

	private final OutboxMetrics metrics;

	private final Outage outage = new Outage();

	private volatile CountDownLatch stopping = new CountDownLatch(0);

	private volatile List<Thread> threads = List.of();

	OutboxRelays(Relay relay, WakeUps wakeUps, OutboxProperties properties, OutboxMetrics metrics) {
		this.relay = relay;
		this.wakeUps = wakeUps;
		this.properties = properties;
		this.metrics = metrics;
	}

	@Override
	public void start() {
		this.stopping = new CountDownLatch(1);
		this.wakeUps.begin();
		this.threads = IntStream.rangeClosed(1, this.properties.relays())
			.mapToObj((n) -> new Thread((n == 1) ? this::warmUpAndRun : this::run, "outbox-relay-" + n))
			.toList();
		this.threads.forEach(Thread::start);
	}

	private void warmUpAndRun() {
		warmUp();
		run();
	}

	private void run() {
		try {
			int failures = 0;
			while (!isStopping()) {
				failures = pass() ? 0 : failures + 1;
				if (failures > 0) {
					backOff(failures);
				}
			}
		}
		catch (InterruptedException ex) {
			logger.warn("{} was interrupted and ends: events wait for another one", Thread.currentThread().getName());
		}
	}

	private void warmUp() {
		try {
			this.relay.warmUp();
		}
		catch (RuntimeException | Error ex) {
			// If it is more than the refusal, the first event meets it as well, and
			// tells.
			logger.debug("PutEvents of nothing was refused, as expected", ex);
		}
	}

	private boolean pass() throws InterruptedException {
		Relay.Pass pass;
		try {
			pass = this.relay.relay();
		}
		catch (SdkException ex) {
			this.metrics.failed(EventBridgePublisher.errorCode(ex));
			this.outage.failed(ex);
			return false;
		}
		catch (RefusedException ex) {
			if (!ex.isPartial()) {
				this.outage.failed(ex);
			}
			return false;
		}
		// A relay that ended would be missed by nobody until its events are.
		catch (RuntimeException | Error ex) {
			this.outage.failed(ex);
			return false;
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

	private boolean isStopping() {
		return this.stopping.getCount() == 0;
	}

	/**
	 * Ends the relays, each after the call it is in: interrupting one would send its
	 * events twice.
	 */
	@Override
	public void stop() {
		this.stopping.countDown();
		this.wakeUps.end();
		for (Thread thread : this.threads) {
			try {
				thread.join(this.properties.lease().toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.threads = List.of();
	}

	@Override
	public boolean isRunning() {
		return !this.threads.isEmpty();
	}

	/**
	 * Starts before the web server and stops after it: a request finds its relays. What
	 * the last requests committed may wait for another instance or the next start.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 8192;
	}

}
