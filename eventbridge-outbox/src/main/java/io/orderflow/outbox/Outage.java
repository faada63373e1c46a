package io.orderflow.outbox;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the begin and the end of a time in which nothing goes out, and not each failure
 * within.
 */
class Outage {

	private static final Logger logger = LoggerFactory.getLogger(Outage.class);

	private final AtomicReference<@Nullable String> lastError = new AtomicReference<>();

	/**
	 * @param error AWS's error code, or what stands for it
	 */
	void failed(String error, Throwable cause) {
		if (this.lastError.getAndSet(error) == null) {
			logger
				.error("The outbox cannot publish. Events are kept and tried again until it can. If it lasts, see that "
						+ "the event bus, the database and the credentials are there: {}", cause.toString());
		}
		logger.debug("The outbox cannot publish", cause);
	}

	void over() {
		if (this.lastError.getAndSet(null) != null) {
			logger.info("The outbox publishes again");
		}
	}

	/** Of the last failure; null unless nothing goes out. */
	@Nullable String error() {
		return this.lastError.get();
	}

}
