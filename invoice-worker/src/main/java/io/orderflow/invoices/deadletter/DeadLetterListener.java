package io.orderflow.invoices.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.annotation.SqsListenerAcknowledgementMode;
import io.awspring.cloud.sqs.listener.BatchVisibility;
import io.awspring.cloud.sqs.listener.acknowledgement.BatchAcknowledgement;
import io.orderflow.invoices.intake.DatabaseOutage;
import io.orderflow.invoices.intake.IntakeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Collects both dead-letter queues, that of the worker and that of the rule. A message is
 * deleted there only once it is stored here; if it comes again all the same, it is stored
 * already.
 */
@Component
class DeadLetterListener {

	private static final Logger log = LoggerFactory.getLogger(DeadLetterListener.class);

	private static final String QUEUE = "${invoices.queue:" + IntakeSettings.DEFAULT_QUEUE + "}";

	/** Longer than a wait for the database and a statement together. */
	private static final int VISIBILITY_SECONDS = 60;

	private final CollectLetter collectLetter;

	private final DatabaseOutage outage;

	DeadLetterListener(CollectLetter collectLetter, DatabaseOutage outage) {
		this.collectLetter = collectLetter;
		this.outage = outage;
	}

	@SqsListener(id = "dead-letters",
			queueNames = { "${invoices.dead-letter-queue:" + QUEUE + "-dead-letters}",
					"${invoices.undelivered-queue:" + QUEUE + "-undelivered}" },
			acknowledgementMode = SqsListenerAcknowledgementMode.MANUAL, maxConcurrentMessages = "10",
			messageVisibilitySeconds = "" + VISIBILITY_SECONDS)
	void receive(List<Message<String>> messages, BatchAcknowledgement<String> acknowledgement,
			BatchVisibility visibility) {
		List<Message<String>> stored = new ArrayList<>();
		for (Message<String> message : messages) {
			Optional<Boolean> done = this.outage.endure(() -> this.collectLetter.collect(message),
					() -> visibility.changeTo(VISIBILITY_SECONDS));
			if (done.isEmpty()) {
				log.warn("Message {} and those after it stay in their dead-letter queue",
						MessageHeaderUtils.getId(message));
				break;
			}
			if (done.get()) {
				stored.add(message);
			}
		}
		acknowledge(stored, acknowledgement);
	}

	private void acknowledge(List<Message<String>> stored, BatchAcknowledgement<String> acknowledgement) {
		if (stored.isEmpty()) {
			return;
		}
		try {
			acknowledgement.acknowledge(stored);
		}
		catch (RuntimeException ex) {
			log.warn("{} dead letters could not be deleted, come again and are stored already: {}", stored.size(),
					ex.toString());
		}
	}

}
