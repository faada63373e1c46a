package io.orderflow.sqs.deadletter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.awspring.cloud.sqs.listener.SqsHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * A message as it lay in a dead-letter queue.
 *
 * @param queue the queue's name
 * @param messageId that SQS gave it
 * @param reason a code: that of the service that set it aside; or that of EventBridge, as
 * {@code NO_RESOURCE}; or {@link #TOO_MANY_RECEIVES}, or {@link #UNKNOWN}
 * @param detail what is wrong in words; null if nobody says
 * @param attributes its message attributes, where they tell something
 * @param orderId of the order, where it can be read
 * @param envelope the whole body
 * @param sentAt when it was sent; for those SQS itself moved, to the first queue
 */
record CollectedLetter(String queue, String messageId, String reason, @Nullable String detail,
		Map<String, String> attributes, @Nullable UUID orderId, StoredText envelope, Instant sentAt) {

	/**
	 * SQS itself moved it, after the {@code maxReceiveCount} of the queue's redrive
	 * policy.
	 */
	static final String TOO_MANY_RECEIVES = "too_many_receives";

	/** Somebody sent it who gave no reason, or none that is a code. */
	static final String UNKNOWN = "unknown";

	private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

	/** Set by SQS where its redrive policy moved the message. */
	private static final String MOVED_FROM = SqsHeaders.MessageSystemAttributes.SQS_MSA_HEADER_PREFIX
			+ "DeadLetterQueueSourceArn";

	static CollectedLetter of(Message<String> message, Optional<UUID> orderId) {
		LetterAttributes attributes = LetterAttributes.of(message);
		String sent = header(message, SqsHeaders.MessageSystemAttributes.SQS_SENT_TIMESTAMP);
		return new CollectedLetter(header(message, SqsHeaders.SQS_QUEUE_NAME_HEADER),
				header(message, SqsHeaders.SQS_RAW_MESSAGE_ID_HEADER), reason(message, attributes.code()),
				attributes.detail(), attributes.all(), orderId.orElse(null), StoredText.of(message.getPayload()),
				Instant.ofEpochMilli(Long.parseLong(sent)));
	}

	private static String reason(Message<String> message, @Nullable String code) {
		if (code != null) {
			return CODE.matcher(code).matches() ? code : UNKNOWN;
		}
		return message.getHeaders().containsKey(MOVED_FROM) ? TOO_MANY_RECEIVES : UNKNOWN;
	}

	private static String header(Message<String> message, String name) {
		return String.valueOf(message.getHeaders().get(name));
	}

}
