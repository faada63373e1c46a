package io.orderflow.sqs.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * What is done with the letters in the background.
 */
class LetterUpkeep {

	private static final Logger log = LoggerFactory.getLogger(LetterUpkeep.class);

	/** Few enough that nobody waits for it. */
	private static final int BATCH = 500;

	private final StoredLetters letters;

	private final LetterMetrics metrics;

	private final Duration retention;

	private final Clock clock;

	LetterUpkeep(StoredLetters letters, LetterMetrics metrics, Duration retention, Clock clock) {
		this.letters = letters;
		this.metrics = metrics;
		this.retention = retention;
		this.clock = clock;
	}

	/** Counts those that wait for the metrics, so that a scrape need not. */
	void sample() {
		try {
			this.metrics.sampled(this.letters.backlog());
		}
		catch (DataAccessException ex) {
			this.metrics.sampled(null);
			log.debug("The dead letters that wait could not be counted", ex);
		}
	}

	/**
	 * Deletes those that were settled long ago. What waits is never deleted.
	 */
	void deleteOld() {
		Instant before = this.clock.instant().minus(this.retention);
		try {
			int deleted = 0;
			int batch;
			do {
				batch = this.letters.deleteSettled(before, BATCH);
				deleted += batch;
			}
			while (batch == BATCH);
			if (deleted > 0) {
				log.info("Deleted {} dead letters that were settled before {}", deleted, before);
			}
		}
		catch (DataAccessException ex) {
			log.warn("Dead letters that were settled before {} could not be deleted, and will be later: {}", before,
					ex.toString());
		}
	}

}
