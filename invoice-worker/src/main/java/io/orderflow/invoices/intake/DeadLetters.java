package io.orderflow.invoices.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.awspring.cloud.sqs.QueueAttributesResolver;
import io.awspring.cloud.sqs.listener.QueueNotFoundStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * The queue for what can never be invoiced. A message can lie there twice, if it could
 * not be deleted where it came from.
 */
@Component
class DeadLetters {

	private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

	/**
	 * Of all entries in one call; AWS allows 1 MiB by now, the emulators still 256 KiB.
	 */
	private static final int MOST_BYTES = 256 * 1024;

	private final SqsAsyncClient sqs;

	private final OrderPlacedReader reader;

	private final IntakeMetrics metrics;

	private final String queue;

	private final String queueUrl;

	/**
	 * Looks the queue up, so that a worker without one does not start.
	 */
	DeadLetters(SqsAsyncClient sqs, IntakeSettings settings, OrderPlacedReader reader, IntakeMetrics metrics) {
		this.sqs = sqs;
		this.reader = reader;
		this.metrics = metrics;
		this.queue = settings.deadLetterQueue();
		this.queueUrl = QueueAttributesResolver.builder()
			.sqsAsyncClient(sqs)
			.queueName(this.queue)
			.queueNotFoundStrategy(QueueNotFoundStrategy.FAIL)
			.queueAttributeNames(List.of())
			.build()
			.resolveQueueAttributes()
			.join()
			.getQueueUrl();
	}

	/**
	 * Sends the letters.
	 * @param letters at most ten
	 * @return the messages that lie in the dead-letter queue now, and can be deleted
	 * where they came from
	 */
	List<Message<String>> setAside(List<DeadLetter> letters) {
		List<Message<String>> setAside = new ArrayList<>();
		int from = 0;
		while (from < letters.size()) {
			int to = from + 1;
			int bytes = letters.get(from).bytes();
			while (to < letters.size() && bytes + letters.get(to).bytes() <= MOST_BYTES) {
				bytes += letters.get(to).bytes();
				to++;
			}
			setAside.addAll(send(letters.subList(from, to)));
			from = to;
		}
		return setAside;
	}

	private List<Message<String>> send(List<DeadLetter> letters) {
		List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
		for (DeadLetter letter : letters) {
			entries.add(letter.entry(Integer.toString(entries.size())));
		}
		try {
			SendMessageBatchResponse response = this.sqs
				.sendMessageBatch((request) -> request.queueUrl(this.queueUrl).entries(entries))
				.join();
			for (BatchResultErrorEntry failed : response.failed()) {
				log.error("{} did not take message {}, which comes again: {} {}", this.queue,
						MessageHeaderUtils.getId(letters.get(Integer.parseInt(failed.id())).message()), failed.code(),
						failed.message());
			}
			return response.successful()
				.stream()
				.map((sent) -> letters.get(Integer.parseInt(sent.id())))
				.map(this::report)
				.toList();
		}
		catch (CompletionException ex) {
			log.error("{} cannot be written to: {} messages come again", this.queue, letters.size(), ex.getCause());
			return List.of();
		}
	}

	private Message<String> report(DeadLetter letter) {
		Message<String> message = letter.message();
		this.metrics.countDeadLetter(letter.refused().reason());
		log.warn("Set message {} aside in {}: {}, {} (order {})", MessageHeaderUtils.getId(message), this.queue,
				letter.refused().reason().code(), letter.refused().detail(),
				this.reader.orderId(message.getPayload()).map(Object::toString).orElse("unknown"));
		return message;
	}

}
