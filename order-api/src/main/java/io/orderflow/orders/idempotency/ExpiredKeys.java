package io.orderflow.orders.idempotency;

import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes keys that have expired, a few at a time, so that nobody waits for it.
 */
@Component
class ExpiredKeys {

	private static final Logger logger = LoggerFactory.getLogger(ExpiredKeys.class);

	private static final int BATCH = 1000;

	private final IdempotencyKeys keys;

	private boolean failing;

	ExpiredKeys(IdempotencyKeys keys) {
		this.keys = keys;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void delete() {
		try {
			int deleted;
			do {
				deleted = this.keys.deleteExpired(BATCH);
			}
			while (deleted == BATCH);
			this.failing = false;
		}
		catch (DataAccessException ex) {
			if (!this.failing) {
				this.failing = true;
				logger.warn("Expired idempotency keys cannot be deleted now; trying on. See that PostgreSQL runs: {}",
						ex.toString());
			}
		}
	}

}
