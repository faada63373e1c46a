package io.orderflow.outbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Wakes relays that rest: one as long as a single PutEvents call can carry all that was
 * committed, for what comes while it is at work goes out together with its next call; one
 * more for each further call's worth.
 */
class WakeUps {

	private final int relays;

	/** Of those, the ones that do not wait after a failure. */
	private int able;

	private int resting;

	/** Events that no relay was woken for. */
	private int committed;

	private boolean over;

	WakeUps(int relays) {
		this.relays = relays;
		this.able = relays;
	}

	/** An event was committed. */
	void one() {
		wake(1);
	}

	/** There is work for more than the relay that has found it. */
	void another() {
		wake(EventBridgePublisher.MAX_ENTRIES);
	}

	private synchronized void wake(int events) {
		this.committed = Math.min(this.committed + events, this.relays * EventBridgePublisher.MAX_ENTRIES);
		if (isWanted()) {
			notify();
		}
	}

	/** Returns at a wake-up, or when the time is over. */
	synchronized void await(Duration atMost) throws InterruptedException {
		long end = System.nanoTime() + atMost.toNanos();
		this.resting++;
		try {
			long left = atMost.toNanos();
			while (!isWanted() && left > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
				left = end - System.nanoTime();
			}
		}
		finally {
			this.resting--;
		}
		this.committed = Math.max(0, this.committed - EventBridgePublisher.MAX_ENTRIES);
	}

	private boolean isWanted() {
		return this.over || this.committed >= EventBridgePublisher.MAX_ENTRIES
				|| (this.committed > 0 && this.resting == this.able);
	}

	/**
	 * A relay will wait after a failure: what is committed meanwhile is for the others.
	 */
	synchronized void backOff() {
		this.able--;
		if (isWanted()) {
			notify();
		}
	}

	/** It is back. */
	synchronized void goOn() {
		this.able++;
	}

	/** Lets none rest any more. */
	synchronized void end() {
		this.over = true;
		notifyAll();
	}

	/** Lets them rest again; all of them are back. */
	synchronized void begin() {
		this.over = false;
		this.able = this.relays;
	}

}
