package io.orderflow.sqs.deadletter;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.orderflow.sqs.OutgoingQueue;
import io.orderflow.sqs.Sent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts dead letters back into the queue they were meant for, or discards them. Each is
 * locked, sent, and marked in one transaction of at most ten letters: whoever else asks
 * for the same ones meanwhile gets none of them. After a crash between sending and
 * marking they wait still and can be sent again, so whoever takes them off the queue must
 * bear a message that comes twice.
 */
class SettleLetters {

	private static final Logger log = LoggerFactory.getLogger(SettleLetters.class);

	/** The most that one call to SQS takes, and of bounded size in memory. */
	private static final int LETTERS_PER_TRANSACTION = 10;

	private final StoredLetters letters;

	private final OutgoingQueue queue;

	private final TransactionTemplate transaction;

	private final LetterMetrics metrics;

	private final LetterSubject subject;

	private volatile boolean stopping;

	/**
	 * @param queue where they are put back to
	 */
	SettleLetters(StoredLetters letters, OutgoingQueue queue, PlatformTransactionManager transactions,
			LetterMetrics metrics, LetterSubject subject) {
		this.letters = letters;
		this.queue = queue;
		this.transaction = new TransactionTemplate(transactions);
		this.metrics = metrics;
		this.subject = subject;
	}

	/**
	 * Settles one.
	 * @return what was done; empty if it does not wait, or somebody else is at it
	 */
	Optional<Settled> one(long id, Settlement settlement) {
		Step step = step(() -> this.letters.claim(id).stream().toList(), settlement);
		return step.claimed().isEmpty() ? Optional.empty() : Optional.of(Settled.nothing(settlement).plus(step));
	}

	/**
	 * Settles those of a reason that wait when it is called, the oldest first, and leaves
	 * out those somebody else is at. Stops early if the queue cannot be reached, or with
	 * the service; called again, it goes on with the rest.
	 */
	Settled all(String reason, Settlement settlement) {
		long last = this.letters.lastId();
		long after = 0;
		Settled settled = Settled.nothing(settlement);
		while (!this.stopping) {
			long from = after;
			Step step = step(() -> this.letters.claim(reason, from, last, LETTERS_PER_TRANSACTION), settlement);
			if (step.claimed().isEmpty()) {
				break;
			}
			settled = settled.plus(step);
			after = step.claimed().get(step.claimed().size() - 1).id();
			if (step.failure() != null) {
				break;
			}
		}
		return settled;
	}

	private Step step(Claim claim, Settlement settlement) {
		Step step = this.transaction.execute((status) -> {
			List<ClaimedLetter> claimed = claim.lock();
			Step todo = settlement.isDiscard() ? Step.discarded(claimed) : send(claimed);
			this.letters.settle(todo.done(), settlement);
			return todo;
		});
		this.metrics.countSettled(settlement, step.done().size());
		step.claimed()
			.stream()
			.filter((letter) -> step.done().contains(letter.id()))
			.forEach((letter) -> about(letter, log.atInfo()).log("Dead letter {} is {} now, by {}: {}", letter.id(),
					settlement.state(), settlement.by(),
					Objects.requireNonNullElse(settlement.because(), "no reason given")));
		return step;
	}

	private LoggingEventBuilder about(ClaimedLetter letter, LoggingEventBuilder line) {
		return CollectLetter.about(this.subject.ids(letter.envelope()), line);
	}

	private Step send(List<ClaimedLetter> claimed) {
		Sent sent = this.queue.send(claimed.stream().map(ClaimedLetter::entry).toList());
		sent.refused()
			.forEach((letter, why) -> about(claimed.get(letter), log.atError())
				.log("The queue did not take dead letter {}: {}", claimed.get(letter).id(), why));
		if (sent.failure() != null) {
			log.error("Dead letters cannot be put back: the queue cannot be written to", sent.failure());
		}
		return new Step(claimed, sent.taken().stream().map((letter) -> claimed.get(letter).id()).toList(),
				sent.failure());
	}

	/**
	 * A request under way must not hold up the service's stop.
	 */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopping = true;
	}

	private interface Claim {

		List<ClaimedLetter> lock();

	}

	/**
	 * One transaction's work.
	 *
	 * @param claimed the letters it had locked
	 * @param done the ids of those it settled
	 * @param failure why the queue could not be reached; null if it could
	 */
	record Step(List<ClaimedLetter> claimed, List<Long> done, @Nullable Throwable failure) {

		static Step discarded(List<ClaimedLetter> claimed) {
			return new Step(claimed, claimed.stream().map(ClaimedLetter::id).toList(), null);
		}

	}

}
