package io.orderflow.sqs.listener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.orderflow.sqs.QueueAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * How the polls of each queue ended in this instance. Logs the begin and the end of a
 * time in which none does well, and not each failure within.
 */
class Polls {

	private static final Logger logger = LoggerFactory.getLogger(Polls.class);

	private final Map<String, Poll> last = new ConcurrentHashMap<>();

	private final Clock clock;

	private volatile boolean stopping;

	Polls(Clock clock) {
		this.clock = clock;
	}

	/** A poll was answered. */
	void ended(String queueUrl, List<Message> messages) {
		Instant now = this.clock.instant();
		double oldest = messages.stream()
			.map((message) -> message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
			.filter((sent) -> sent != null)
			.mapToLong(Long::parseLong)
			.mapToObj((sent) -> Duration.between(Instant.ofEpochMilli(sent), now))
			.mapToDouble((age) -> Math.max(0, age.toMillis() / 1000.0))
			.max()
			.orElse(0);
		Poll poll = new Poll(now, messages.size(), oldest, null);
		this.last.compute(QueueAddress.name(queueUrl), (queue, before) -> {
			if (before == null) {
				return poll;
			}
			if (before.failure() != null) {
				logger.info("{} can be polled again", queue);
			}
			return before.then(poll);
		});
	}

	/** A poll was not answered, or refused. */
	void failed(String queueUrl, Throwable failure) {
		this.last.compute(QueueAddress.name(queueUrl), (queue, known) -> {
			Poll before = (known != null) ? known : Poll.NONE;
			if (before.failure() == null && !this.stopping) {
				logger.error("{} cannot be polled; trying on, and nothing is lost. If it lasts, see that SQS can be "
						+ "reached and the queue is there. Cause: {}", queue, failure.toString());
			}
			return before.failed(failure);
		});
	}

	/** Open polls are cut off then. */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopping = true;
	}

	/** What is known of a queue's polls. */
	Poll of(String queue) {
		return this.last.getOrDefault(queue, Poll.NONE);
	}

	/**
	 * The polls of one queue.
	 *
	 * @param endedAt when the last that was answered ended; null if there is none
	 * @param messages received with all of them
	 * @param oldestSeconds the age of the oldest message of the last one; 0 if it brought
	 * none
	 * @param failure why those after it failed; null if there are none
	 */
	record Poll(@Nullable Instant endedAt, long messages, double oldestSeconds, @Nullable Throwable failure) {

		static final Poll NONE = new Poll(null, 0, 0, null);

		Poll then(Poll next) {
			return new Poll(next.endedAt, this.messages + next.messages, next.oldestSeconds, null);
		}

		Poll failed(Throwable why) {
			return new Poll(this.endedAt, this.messages, this.oldestSeconds, why);
		}

	}

}
