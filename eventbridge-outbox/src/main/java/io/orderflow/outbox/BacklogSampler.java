package io.orderflow.outbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Reads the backlog for the metrics at a fixed interval, so that a scrape need not.
 */
class BacklogSampler {

	private static final Logger logger = LoggerFactory.getLogger(BacklogSampler.class);

	private final OutboxRows rows;

	private final OutboxMetrics metrics;

	BacklogSampler(OutboxRows rows, OutboxMetrics metrics) {
		this.rows = rows;
		this.metrics = metrics;
	}

	void sample() {
		try {
			this.metrics.sampled(this.rows.backlog());
		}
		catch (DataAccessException ex) {
			this.metrics.sampled(null);
			logger.debug("The outbox's backlog could not be read", ex);
		}
	}

}
