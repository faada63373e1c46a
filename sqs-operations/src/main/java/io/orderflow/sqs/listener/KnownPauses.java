package io.orderflow.sqs.listener;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * What this instance last knew of the listeners that are held. While the database cannot
 * be read, that stays.
 */
class KnownPauses {

	private static final Logger logger = LoggerFactory.getLogger(KnownPauses.class);

	private final PausedListeners pausedListeners;

	private final AtomicBoolean unreadable = new AtomicBoolean();

	private volatile Map<String, Pause> known = Map.of();

	KnownPauses(PausedListeners pausedListeners) {
		this.pausedListeners = pausedListeners;
	}

	/** Reads them anew, if they can be read. */
	void look() {
		try {
			this.known = this.pausedListeners.all();
			if (this.unreadable.compareAndSet(true, false)) {
				logger.info("It can be read again which listeners are paused");
			}
		}
		catch (DataAccessException ex) {
			if (this.unreadable.compareAndSet(false, true)) {
				logger.warn(
						"It cannot be read which listeners are paused. Those that are ({}) stay so until the database "
								+ "is back. Cause: {}",
						this.known.keySet(), NestedExceptionUtils.getMostSpecificCause(ex).toString());
			}
		}
	}

	/** Null if it is not held. */
	@Nullable Pause of(String listener) {
		return this.known.get(listener);
	}

}
