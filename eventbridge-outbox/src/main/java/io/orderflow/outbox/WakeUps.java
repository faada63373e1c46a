package io.orderflow.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes relays that sleep. Never more wake-ups are kept than there are relays to wake.
 */
class WakeUps {

	private final Semaphore pending = new Semaphore(0);

	private final int relays;

	WakeUps(int relays) {
		this.relays = relays;
	}

	void one() {
		if (this.pending.availablePermits() < this.relays) {
			this.pending.release();
		}
	}

	/** Returns at a wake-up, or when the time is over. */
	void await(Duration atMost) throws InterruptedException {
		this.pending.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
	}

}
