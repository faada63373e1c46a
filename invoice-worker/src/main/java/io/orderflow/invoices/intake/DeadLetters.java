package io.orderflow.invoices.intake;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.orderflow.sqs.OutgoingQueue;
import io.orderflow.sqs.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * The queue for what can never be invoiced. A message can lie there twice, if it could
 * not be deleted where it came from.
 */
@Component
class DeadLetters {

	private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

	private final AtomicBoolean isUnwritable = new AtomicBoolean();

	private final OutgoingQueue queue;

	private final OrderEventReader reader;

	private final IntakeMetrics metrics;

	/**
	 * Looks the queue up, so that a worker without one does not start.
	 */
	DeadLetters(SqsAsyncClient sqs, IntakeSettings settings, OrderEventReader reader, IntakeMetrics metrics) {
		this.queue = new OutgoingQueue(sqs, settings.deadLetterQueue()).lookedUp();
		this.reader = reader;
		this.metrics = metrics;
	}

	/**
	 * Sends the letters.
	 * @param letters at most ten
	 * @return the messages that lie in the dead-letter queue now, and can be deleted
	 * where they came from
	 */
	List<Message<String>> setAside(List<DeadLetter> letters) {
		Sent sent = this.queue.send(letters.stream().map(DeadLetter::entry).toList());
		sent.refused()
			.forEach((letter, why) -> log.error("{} did not take message {}, which comes again: {}", this.queue.name(),
					MessageHeaderUtils.getId(letters.get(letter).message()), why));
		written(letters, sent);
		return sent.taken().stream().map(letters::get).map(this::report).toList();
	}

	/** The begin and the end of an outage, and not each batch within. */
	private void written(List<DeadLetter> letters, Sent sent) {
		if (sent.failure() != null && this.isUnwritable.compareAndSet(false, true)) {
			log.error("{} cannot be written to: what can never be invoiced comes again until it can", this.queue.name(),
					sent.failure());
		}
		else if (sent.failure() == null && !letters.isEmpty() && this.isUnwritable.compareAndSet(true, false)) {
			log.info("{} can be written to again", this.queue.name());
		}
	}

	private Message<String> report(DeadLetter letter) {
		Message<String> message = letter.message();
		this.metrics.countDeadLetter(letter.refused().reason());
		LoggingEventBuilder line = log.atWarn();
		this.reader.ids(message.getPayload()).forEach(line::addKeyValue);
		line.log("Set message {} aside in {}: {}, {}", MessageHeaderUtils.getId(message), this.queue.name(),
				letter.refused().reason().code(), letter.refused().detail());
		return message;
	}

}
