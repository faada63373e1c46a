package io.orderflow.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Puts events into target queues, ten at a time, and what a queue refuses into the
 * target's dead-letter queue. A delivery is tried once: EventBridge would go on for 24
 * hours.
 */
final class Deliveries {

	private static final Logger logger = LoggerFactory.getLogger(Deliveries.class);

	private static final int BATCH = 10;

	private final SqsClient sqs;

	private final URI endpoint;

	/**
	 * By ARN. ElasticMQ does not know this attribute, so that it counts for events alone.
	 */
	private final Map<String, Integer> maximumMessageSizes = new HashMap<>();

	Deliveries(SqsClient sqs, URI endpoint, List<Template> templates) {
		this.sqs = sqs;
		this.endpoint = endpoint;
		templates.stream()
			.flatMap((template) -> template.queues().stream())
			.forEach((queue) -> this.maximumMessageSizes.put(queue.arn(), queue.maximumMessageSize()));
	}

	/**
	 * Store all messages, each in its queue or, where that refuses it, its dead-letter
	 * queue.
	 * @return those that are not known to be in either, with the reason
	 */
	Map<Message, Refusal> deliver(List<Message> messages) {
		Map<Message, Refusal> lost = new HashMap<>();
		Map<Message, Message> undelivered = new LinkedHashMap<>();
		send(messages).forEach((message, refusal) -> {
			logger.warn("{} refused an event of {}: {}", message.queueArn(), message.rule().arn(), refusal);
			// After no answer it may be stored all the same, and the sender is to try
			// again.
			Optional<Message> letter = refusal.answered() ? message.deadLetter(refusal) : Optional.empty();
			letter.ifPresentOrElse((deadLetter) -> undelivered.put(deadLetter, message),
					() -> lost.put(message, refusal));
		});
		send(List.copyOf(undelivered.keySet())).forEach((deadLetter, refusal) -> {
			logger.warn("The dead-letter queue {} refused it too: {}", deadLetter.queueArn(), refusal);
			lost.put(undelivered.get(deadLetter), refusal);
		});
		return lost;
	}

	private Map<Message, Refusal> send(List<Message> messages) {
		Map<Message, Refusal> refused = new LinkedHashMap<>();
		Map<String, List<Message>> byQueue = new LinkedHashMap<>();
		for (Message message : messages) {
			int most = this.maximumMessageSizes.getOrDefault(message.queueArn(), Integer.MAX_VALUE);
			int size = message.body().getBytes(StandardCharsets.UTF_8).length;
			if (size > most) {
				refused.put(message, new Refusal("INVALID_PARAMETER",
						"The message has %d bytes; the queue takes %d at most".formatted(size, most)));
			}
			else {
				byQueue.computeIfAbsent(message.queueArn(), (queue) -> new ArrayList<>()).add(message);
			}
		}
		byQueue.forEach((queue, ofQueue) -> {
			for (int from = 0; from < ofQueue.size(); from += BATCH) {
				refused.putAll(sendBatch(queue, ofQueue.subList(from, Math.min(from + BATCH, ofQueue.size()))));
			}
		});
		return refused;
	}

	private Map<Message, Refusal> sendBatch(String queueArn, List<Message> messages) {
		List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
		for (Message message : messages) {
			entries.add(SendMessageBatchRequestEntry.builder()
				.id(String.valueOf(entries.size()))
				.messageBody(message.body())
				.messageAttributes(message.attributes())
				.build());
		}
		Map<Message, Refusal> refused = new LinkedHashMap<>();
		try {
			this.sqs.sendMessageBatch((batch) -> batch.queueUrl(url(queueArn)).entries(entries))
				.failed()
				.forEach((failure) -> refused.put(messages.get(Integer.parseInt(failure.id())),
						new Refusal("INVALID_PARAMETER", failure.code() + ": " + failure.message())));
		}
		catch (SdkException ex) {
			Refusal refusal = new Refusal(code(ex), String.valueOf(ex.getMessage()), ex instanceof SqsException);
			messages.forEach((message) -> refused.put(message, refusal));
		}
		return refused;
	}

	private String url(String queueArn) {
		return "%s/%s/%s".formatted(this.endpoint, Arns.ACCOUNT, Arns.queueName(queueArn));
	}

	private static String code(SdkException ex) {
		if (ex instanceof QueueDoesNotExistException) {
			return "NO_RESOURCE";
		}
		return (ex instanceof SqsException) ? "ERROR_FROM_TARGET" : "SDK_CLIENT_ERROR";
	}

	/**
	 * Why a queue did not take a message, with a code of the AWS page "Using dead-letter
	 * queues".
	 *
	 * @param answered whether it said so; else the call was cut off or took too long
	 */
	record Refusal(String code, String reason, boolean answered) {

		Refusal(String code, String reason) {
			this(code, reason, true);
		}

	}

}
