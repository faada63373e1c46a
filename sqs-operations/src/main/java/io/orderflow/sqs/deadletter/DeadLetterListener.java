package io.orderflow.sqs.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.annotation.SqsListenerAcknowledgementMode;
import io.awspring.cloud.sqs.listener.BatchVisibility;
import io.awspring.cloud.sqs.listener.acknowledgement.BatchAcknowledgement;
import io.orderflow.sqs.HeldBatches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.Message;

/**
 * Collects the dead-letter queues, those of the service and those of the rules that lead
 * to it. A message is deleted there only once it is stored here; if it comes again all
 * the same, it is stored already.
 */
class DeadLetterListener {

	private static final Logger log = LoggerFactory.getLogger(DeadLetterListener.class);

	static final String ID = "dead-letters";

	static final String CONTAINERS = "deadLettersListenerContainerFactory";

	/** Longer than a wait for the database and a statement together. */
	private static final int VISIBILITY_SECONDS = 60;

	private final AtomicBoolean isUndeletable = new AtomicBoolean();

	private final CollectLetter collectLetter;

	private final HeldBatches outage;

	DeadLetterListener(CollectLetter collectLetter, HeldBatches outage) {
		this.collectLetter = collectLetter;
		this.outage = outage;
	}

	@SqsListener(id = ID, queueNames = "#{@deadLetterQueues.all()}", factory = CONTAINERS,
			acknowledgementMode = SqsListenerAcknowledgementMode.MANUAL,
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
			if (this.isUndeletable.compareAndSet(true, false)) {
				log.info("Dead letters can be deleted from their queues again");
			}
		}
		catch (RuntimeException ex) {
			if (this.isUndeletable.compareAndSet(false, true)) {
				log.warn("Dead letters cannot be deleted from their queues, come again and are stored already; the end "
						+ "of this is told: {}", ex.toString());
			}
		}
	}

}
