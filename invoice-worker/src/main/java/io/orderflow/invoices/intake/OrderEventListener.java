package io.orderflow.invoices.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.annotation.SqsListenerAcknowledgementMode;
import io.awspring.cloud.sqs.listener.BatchVisibility;
import io.awspring.cloud.sqs.listener.acknowledgement.BatchAcknowledgement;
import io.orderflow.sqs.HeldBatches;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Takes messages off the queue. Nothing is acknowledged before its invoice is committed
 * or it lies in the dead-letter queue; if a message comes again all the same, it is a
 * duplicate.
 */
@Component
class OrderEventListener {

	private static final Logger log = LoggerFactory.getLogger(OrderEventListener.class);

	/** As the queue's own: longer than a wait and a transaction together. */
	private static final int VISIBILITY_SECONDS = 60;

	/** How long a stop waits for the last messages to be deleted. */
	private static final Duration DELETION = Duration.ofSeconds(5);

	private final OrderEventReader reader;

	private final IssueInvoices issueInvoices;

	private final IntakeSpans spans;

	private final HeldBatches outage;

	private final DeadLetters deadLetters;

	private final AtomicBoolean isUndeletable = new AtomicBoolean();

	/** Those under way, and one for the listener itself. */
	private final Phaser deletions = new Phaser(1);

	/**
	 * The container counts messages, which may come one by one: if they wait for a lock,
	 * each would take a connection and leave none to who reads invoices.
	 */
	private final Semaphore batches;

	OrderEventListener(OrderEventReader reader, IssueInvoices issueInvoices, IntakeSpans spans, HeldBatches outage,
			DeadLetters deadLetters, IntakeSettings settings) {
		this.reader = reader;
		this.issueInvoices = issueInvoices;
		this.spans = spans;
		this.outage = outage;
		this.deadLetters = deadLetters;
		this.batches = new Semaphore(settings.concurrentBatches(), true);
	}

	@SqsListener(id = "invoices", queueNames = "${invoices.queue:" + IntakeSettings.DEFAULT_QUEUE + "}",
			acknowledgementMode = SqsListenerAcknowledgementMode.MANUAL)
	void receive(List<Message<String>> messages, BatchAcknowledgement<String> acknowledgement,
			BatchVisibility visibility) {
		List<Message<String>> readable = new ArrayList<>();
		List<OrderEvent> events = new ArrayList<>();
		List<DeadLetter> refused = new ArrayList<>();
		for (Message<String> message : messages) {
			try {
				events.add(this.reader.read(message.getPayload()));
				readable.add(message);
			}
			catch (RefusedException ex) {
				refused.add(new DeadLetter(message, Outcome.Refused.because(ex)));
			}
			catch (RuntimeException ex) {
				leave(message, ex);
			}
		}
		Optional<List<Outcome>> outcomes = events.isEmpty() ? Optional.of(List.of())
				: this.outage.endure(() -> issue(readable, events), () -> visibility.changeTo(VISIBILITY_SECONDS));
		if (outcomes.isEmpty()) {
			letOthersHaveThem(visibility);
			return;
		}
		List<Message<String>> done = new ArrayList<>();
		for (int i = 0; i < readable.size(); i++) {
			Outcome outcome = outcomes.get().get(i);
			if (outcome instanceof Outcome.Refused refusal) {
				refused.add(new DeadLetter(readable.get(i), refusal));
			}
			else if (!(outcome instanceof Outcome.LeftInQueue)) {
				done.add(readable.get(i));
			}
		}
		done.addAll(this.deadLetters.setAside(refused));
		acknowledge(done, acknowledgement);
	}

	private void leave(Message<String> message, RuntimeException fault) {
		LoggingEventBuilder line = log.atError().setCause(fault);
		try {
			this.reader.ids(message.getPayload()).forEach(line::addKeyValue);
		}
		catch (RuntimeException ex) {
			// The same fault again, which the line tells of.
			fault.addSuppressed(ex);
		}
		line.log("Message {} could not be read and stays in the queue", MessageHeaderUtils.getId(message));
	}

	private List<Outcome> issue(List<Message<String>> messages, List<OrderEvent> events) {
		this.batches.acquireUninterruptibly();
		try {
			return this.spans.within(messages, events, this.issueInvoices::issue);
		}
		finally {
			this.batches.release();
		}
	}

	private void acknowledge(List<Message<String>> done, BatchAcknowledgement<String> acknowledgement) {
		if (!done.isEmpty()) {
			// The next batch need not wait for it.
			CompletableFuture<Void> deletion = acknowledgement.acknowledgeAsync(done);
			this.deletions.register();
			deletion.whenComplete((nothing, failure) -> {
				deleted(failure);
				this.deletions.arriveAndDeregister();
			});
		}
	}

	/** The begin and the end of an outage, and not each batch within. */
	private void deleted(@Nullable Throwable failure) {
		if (failure != null && this.isUndeletable.compareAndSet(false, true)) {
			log.warn("Messages cannot be deleted and come again, as duplicates; the end of this is told: {}",
					failure.toString());
		}
		else if (failure == null && this.isUndeletable.compareAndSet(true, false)) {
			log.info("Messages can be deleted again");
		}
	}

	/** Nothing is received any more, and the client is still there. */
	@PreDestroy
	void awaitDeletions() throws InterruptedException {
		try {
			this.deletions.awaitAdvanceInterruptibly(this.deletions.arrive(), DELETION.toMillis(),
					TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			log.warn("Messages are still being deleted; those that are not come again, as duplicates");
		}
	}

	private void letOthersHaveThem(BatchVisibility visibility) {
		try {
			visibility.changeTo(0);
		}
		catch (RuntimeException ex) {
			log.warn("Messages stay hidden for up to {} s: {}", VISIBILITY_SECONDS, ex.toString());
		}
	}

}
