package io.orderflow.sqs.deadletter;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.orderflow.sqs.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.messaging.Message;

/**
 * Stores a message of a dead-letter queue, once however often it comes.
 */
class CollectLetter {

	private static final Logger log = LoggerFactory.getLogger(CollectLetter.class);

	private final StoredLetters letters;

	private final LetterSubject subject;

	private final LetterMetrics metrics;

	CollectLetter(StoredLetters letters, LetterSubject subject, LetterMetrics metrics) {
		this.letters = letters;
		this.subject = subject;
		this.metrics = metrics;
	}

	/** Names in a line what it concerns. */
	static LoggingEventBuilder about(Map<String, String> ids, LoggingEventBuilder line) {
		ids.forEach(line::addKeyValue);
		return line;
	}

	/**
	 * Stores it, committed.
	 * @return whether it is stored now, and can be deleted where it came from
	 * @throws org.springframework.dao.DataAccessException if the database cannot do its
	 * work now
	 */
	boolean collect(Message<String> message) {
		try {
			Optional<UUID> orderId = this.subject.of(message.getPayload());
			CollectedLetter letter = CollectedLetter.of(message, orderId);
			Optional<Long> id = this.letters.add(letter);
			if (id.isPresent()) {
				this.metrics.countCollected();
				about(this.subject.ids(message.getPayload()), log.atWarn()).log(
						"Collected message {} of {} as dead letter {}: {}", letter.messageId(), letter.queue(),
						id.get(), letter.reason());
			}
			return true;
		}
		catch (RuntimeException ex) {
			if (Failure.of(ex) == Failure.DATABASE) {
				throw ex;
			}
			about(this.subject.ids(message.getPayload()), log.atError()).setCause(ex)
				.log("Message {} could not be stored and stays in its dead-letter queue",
						MessageHeaderUtils.getId(message));
			return false;
		}
	}

}
