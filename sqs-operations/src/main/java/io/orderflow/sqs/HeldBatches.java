package io.orderflow.sqs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Slows a listener down while the database cannot do its work. Batches are held on to and
 * tried again in place: that uses up none of a message's receives, after which the queue
 * would set a good message aside, and goes on within seconds once the database is back.
 */
public class HeldBatches {

	private static final Logger log = LoggerFactory.getLogger(HeldBatches.class);

	private static final Duration FIRST_WAIT = Duration.ofMillis(200);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	/**
	 * Then the messages go back to the queue, which lets no one hold one for over 12
	 * hours.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final AtomicBoolean away = new AtomicBoolean();

	private final CountDownLatch stopping = new CountDownLatch(1);

	/** For tests; an application has a bean. */
	public HeldBatches() {
	}

	/**
	 * Works, and while the database cannot, waits and works again.
	 * @param work must leave nothing behind when it fails, or tolerate that
	 * @param beforeAgain called before each further attempt
	 * @param <T> what the work makes
	 * @return empty if given up: at shutdown, or after ten minutes
	 */
	public <T> Optional<T> endure(Supplier<T> work, Runnable beforeAgain) {
		BackOffExecution waits = waits();
		while (true) {
			try {
				T result = work.get();
				over();
				return Optional.of(result);
			}
			catch (DataAccessException | TransactionException ex) {
				began(ex);
			}
			if (!await(waits.nextBackOff())) {
				return Optional.empty();
			}
			beforeAgain.run();
		}
	}

	/**
	 * {@return whether work waits for the database now}
	 */
	public boolean isOngoing() {
		return this.away.get();
	}

	private static BackOffExecution waits() {
		ExponentialBackOff backOff = new ExponentialBackOff(FIRST_WAIT.toMillis(), 2);
		backOff.setMaxInterval(LONGEST_WAIT.toMillis());
		backOff.setJitter(FIRST_WAIT.toMillis() / 2);
		backOff.setMaxElapsedTime(PATIENCE.toMillis());
		return backOff.start();
	}

	private boolean await(long millis) {
		try {
			return millis != BackOffExecution.STOP && !this.stopping.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void began(RuntimeException ex) {
		if (this.away.compareAndSet(false, true)) {
			log.error("The database cannot be worked with: messages wait until it is back, and nothing is lost. "
					+ "Check PostgreSQL, its disk and SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD. Cause: {}",
					NestedExceptionUtils.getMostSpecificCause(ex).toString());
		}
	}

	private void over() {
		if (this.away.compareAndSet(true, false)) {
			log.info("The database is back: messages are worked on again");
		}
	}

	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopping.countDown();
	}

}
