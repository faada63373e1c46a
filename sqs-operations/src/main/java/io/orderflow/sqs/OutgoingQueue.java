package io.orderflow.sqs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * A queue that this service writes to.
 */
public final class OutgoingQueue {

	private static final int MOST_ENTRIES = 10;

	/**
	 * Of all entries in one call; AWS allows 1 MiB by now, the emulators still 256 KiB.
	 */
	private static final int MOST_BYTES = 256 * 1024;

	private final SqsAsyncClient sqs;

	private final String name;

	private final QueueAddress address;

	/**
	 * Asks SQS nothing yet.
	 * @param sqs where
	 * @param name the queue's name, URL or ARN
	 */
	public OutgoingQueue(SqsAsyncClient sqs, String name) {
		this.sqs = sqs;
		this.name = name;
		this.address = new QueueAddress(sqs, name);
	}

	/**
	 * Looks the queue up, which otherwise happens when the first messages are sent.
	 * @return this
	 * @throws CompletionException with the reason, if it is not there or SQS cannot be
	 * asked, so that a service that needs it does not start
	 */
	public OutgoingQueue lookedUp() {
		this.address.url().join();
		return this;
	}

	/**
	 * {@return the queue's name, URL or ARN, as it was given}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Sends messages, in as many calls as their number and size take. If a call fails as
	 * a whole, those after it are not made, unless it held a message that is too large,
	 * which is always alone; what it sent may lie in the queue all the same.
	 * @param messages without ids
	 * @return what lies in the queue now, and what does not, as far as is known
	 */
	public Sent send(List<SendMessageBatchRequestEntry> messages) {
		List<Integer> taken = new ArrayList<>();
		Map<Integer, String> refused = new HashMap<>();
		int from = 0;
		while (from < messages.size()) {
			int to = from + 1;
			int bytes = bytes(messages.get(from));
			while (to < messages.size() && to - from < MOST_ENTRIES && bytes + bytes(messages.get(to)) <= MOST_BYTES) {
				bytes += bytes(messages.get(to));
				to++;
			}
			try {
				SendMessageBatchResponse response = call(messages, from, to);
				response.successful().forEach((entry) -> taken.add(Integer.parseInt(entry.id())));
				response.failed()
					.forEach(
							(entry) -> refused.put(Integer.parseInt(entry.id()), entry.code() + " " + entry.message()));
			}
			catch (CompletionException ex) {
				if (to - from > 1 || !isTooLarge(ex.getCause())) {
					return new Sent(taken, refused, ex.getCause());
				}
				refused.put(from, ex.getCause().getMessage());
			}
			from = to;
		}
		return new Sent(taken, refused, null);
	}

	/**
	 * By the page of SendMessageBatch in AWS's reference, and as the emulators say it.
	 */
	private static boolean isTooLarge(Throwable ex) {
		return ex instanceof BatchRequestTooLongException || ex instanceof InvalidAttributeValueException
				|| (ex instanceof SqsException refusal && refusal.awsErrorDetails() != null
						&& "InvalidParameterValue".equals(refusal.awsErrorDetails().errorCode()));
	}

	private SendMessageBatchResponse call(List<SendMessageBatchRequestEntry> messages, int from, int to) {
		List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
		for (int i = from; i < to; i++) {
			entries.add(messages.get(i).toBuilder().id(Integer.toString(i)).build());
		}
		String url = this.address.url().join();
		return this.sqs.sendMessageBatch((request) -> request.queueUrl(url).entries(entries)).join();
	}

	/**
	 * What SQS counts for it.
	 */
	private static int bytes(SendMessageBatchRequestEntry message) {
		int bytes = utf8(message.messageBody());
		for (var attribute : message.messageAttributes().entrySet()) {
			bytes += utf8(attribute.getKey()) + utf8(attribute.getValue().dataType())
					+ utf8(attribute.getValue().stringValue());
		}
		return bytes;
	}

	private static int utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
