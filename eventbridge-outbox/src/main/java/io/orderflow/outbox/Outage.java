package io.orderflow.outbox;

import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the begin and the end of a time in which nothing goes out, and not each failure
 * within.
 */
class Outage {

	private static final Logger logger = LoggerFactory.getLogger(Outage.class);

	private final AtomicBoolean ongoing = new AtomicBoolean();

	void failed(Throwable cause) {
		if (this.ongoing.compareAndSet(false, true)) {
			logger
				.error("The outbox cannot publish. Events are kept and tried again until it can. If it lasts, see that "
						+ "the event bus, the database and the credentials are there: {}", cause.toString());
		}
		logger.debug("The outbox cannot publish", cause);
	}

	void over() {
		if (this.ongoing.compareAndSet(true, false)) {
			logger.info("The outbox publishes again");
		}
	}

}
