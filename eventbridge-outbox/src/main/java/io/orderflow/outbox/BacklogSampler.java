package io.orderflow.outbox;

import java.time.Duration;

import io.orderflow.outbox.OutboxRows.Backlog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * Reads the backlog, and whether the relays are paused, for metrics and health at a fixed
 * interval, so that a scrape need not.
 */
class BacklogSampler {

	private static final Logger logger = LoggerFactory.getLogger(BacklogSampler.class);

	/** Who asks for a recent one gets none that is older. */
	private static final Duration RECENT = Duration.ofSeconds(10);

	private final OutboxRows rows;

	private final Pauses pauses;

	private final OutboxMetrics metrics;

	private volatile @Nullable Sample last;

	BacklogSampler(OutboxRows rows, Pauses pauses, OutboxMetrics metrics) {
		this.rows = rows;
		this.pauses = pauses;
		this.metrics = metrics;
	}

	/** The last sample, or a new one where that is older than 10 s. */
	Sample recent() {
		Sample sample = this.last;
		return (sample != null && sample.isYoungerThan(RECENT)) ? sample : sample();
	}

	synchronized Sample sample() {
		Sample sample = read();
		this.last = sample;
		this.metrics.sampled(sample);
		return sample;
	}

	private Sample read() {
		try {
			double oldestSeconds = this.rows.oldestSeconds();
			Pause pause = this.pauses.current().orElse(null);
			return Sample.of(counted(), oldestSeconds, pause);
		}
		catch (DataAccessException ex) {
			logger.debug("The outbox's backlog could not be read", ex);
			Sample before = this.last;
			return Sample.unread(String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()),
					(before != null) ? before.pause() : null);
		}
	}

	/** Null where it takes too long, which says nothing against the database. */
	private @Nullable Backlog counted() {
		try {
			return this.rows.backlog();
		}
		catch (DataAccessException ex) {
			logger.debug("The outbox's rows could not be counted", ex);
			return null;
		}
	}

}
