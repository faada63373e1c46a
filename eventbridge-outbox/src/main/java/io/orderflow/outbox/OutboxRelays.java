package io.orderflow.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * The relays of this instance. They need no agreement with the relays of other instances.
 */
class OutboxRelays implements SmartLifecycle {

	private final Relay relay;

	private final WakeUps wakeUps;

	private final OutboxProperties properties;

	private final OutboxMetrics metrics;

	private final Outage outage = new Outage();

	private volatile CountDownLatch stopping = new CountDownLatch(0);

	private volatile List<RelayThread> threads = List.of();

	OutboxRelays(Relay relay, WakeUps wakeUps, OutboxProperties properties, OutboxMetrics metrics) {
		this.relay = relay;
		this.wakeUps = wakeUps;
		this.properties = properties;
		this.metrics = metrics;
	}

	@Override
	public void start() {
		CountDownLatch stop = new CountDownLatch(1);
		this.stopping = stop;
		this.wakeUps.begin();
		this.threads = IntStream.rangeClosed(1, this.properties.relays())
			.mapToObj((number) -> new RelayThread(number, this.relay, this.wakeUps, this.properties, this.metrics,
					this.outage, stop))
			.toList();
		this.threads.forEach(RelayThread::start);
	}

	/** Empty where none should run, and before the start and after the end. */
	List<RelayState> states() {
		return this.threads.stream().map(RelayThread::state).toList();
	}

	long alive() {
		return states().stream().filter(RelayState::alive).count();
	}

	/** Those that stand still, if the duration is longer than any pass should take. */
	List<RelayState> inOnePassFor(Duration duration) {
		return this.threads.stream()
			.filter((thread) -> thread.isInOnePassFor(duration))
			.map(RelayThread::state)
			.toList();
	}

	/**
	 * Why nothing goes out: AWS's error code, or what stands for it; null unless that is
	 * so.
	 */
	@Nullable String lastError() {
		return this.outage.error();
	}

	/**
	 * Ends the relays, each after the call it is in: interrupting one would send its
	 * events twice.
	 */
	@Override
	public void stop() {
		this.stopping.countDown();
		this.wakeUps.end();
		for (RelayThread thread : this.threads) {
			try {
				thread.join(this.properties.lease());
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
