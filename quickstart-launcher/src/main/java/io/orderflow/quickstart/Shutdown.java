package io.orderflow.quickstart;

import java.util.List;

/**
 * Stops programs one after the other, all of them even where one fails to stop.
 */
final class Shutdown {

	private final Log log;

	private final List<Part> order;

	private volatile boolean begun;

	Shutdown(Log log, Part... order) {
		this.log = log;
		this.order = List.of(order);
	}

	void run() {
		this.begun = true;
		for (Part part : this.order) {
			try {
				part.stop();
			}
			catch (RuntimeException ex) {
				this.log.say("Stopping failed: " + ex);
			}
		}
	}

	/** Whether what ends or fails from now on is no news. */
	boolean begun() {
		return this.begun;
	}

}
