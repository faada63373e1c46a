package io.orderflow.orders.idempotency;

import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes keys that have expired, a few at a time, so that nobody waits for it.
 */
@Component
class ExpiredKeys {

	private static final int BATCH = 1000;

	private final IdempotencyKeys keys;

	ExpiredKeys(IdempotencyKeys keys) {
		this.keys = keys;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void delete() {
		int deleted;
		do {
			deleted = this.keys.deleteExpired(BATCH);
		}
		while (deleted == BATCH);
	}

}
