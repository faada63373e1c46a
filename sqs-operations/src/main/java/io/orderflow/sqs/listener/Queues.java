package io.orderflow.sqs.listener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.orderflow.sqs.QueueAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;

/**
 * The queues that are listened to, and what they last answered.
 */
class Queues {

	private static final Logger logger = LoggerFactory.getLogger(Queues.class);

	private final SqsAsyncClient sqs;

	private final Listeners listeners;

	private final Duration timeout;

	private final Clock clock;

	private final Map<String, QueueAddress> addresses = new ConcurrentHashMap<>();

	private volatile Looks last = new Looks(Instant.MIN, Map.of());

	Queues(SqsAsyncClient sqs, Listeners listeners, Duration timeout, Clock clock) {
		this.sqs = sqs;
		this.listeners = listeners;
		this.timeout = timeout;
		this.clock = clock;
	}

	/**
	 * Asks all of them, at once. Takes as long as the slowest, up to the timeout.
	 * @param maxAge the last answers will do if they are not older
	 * @return by the queues' names
	 */
	synchronized Map<String, QueueLook> look(Duration maxAge) {
		if (this.last.at().plus(maxAge).isBefore(this.clock.instant())) {
			Map<String, CompletableFuture<QueueLook>> asked = new LinkedHashMap<>();
			this.listeners.queues().forEach((queue) -> asked.put(QueueAddress.name(queue), ask(queue)));
			Map<String, QueueLook> looks = new LinkedHashMap<>();
			asked.forEach((name, answer) -> looks.put(name, answer.join()));
			looks.forEach((name, look) -> log(name, look, this.last.of(name)));
			this.last = new Looks(this.clock.instant(), looks);
		}
		return this.last.queues();
	}

	/** What a queue last answered; null if it was not asked yet. */
	@Nullable QueueLook last(String name) {
		return this.last.of(name);
	}

	private CompletableFuture<QueueLook> ask(String queue) {
		return this.addresses.computeIfAbsent(queue, (unknown) -> new QueueAddress(this.sqs, queue))
			.url()
			.thenCompose((url) -> this.sqs
				.getQueueAttributes((request) -> request.queueUrl(url).attributeNames(QueueLook.ATTRIBUTES)))
			.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS)
			.thenApply(GetQueueAttributesResponse::attributes)
			.thenApply(QueueLook::of)
			.exceptionally(QueueLook::failed);
	}

	/** The begin and the end of an outage, and not each time within. */
	private static void log(String name, QueueLook look, @Nullable QueueLook before) {
		boolean failedBefore = before != null && before.failure() != null;
		if (look.failure() != null && !failedBefore) {
			logger.warn("Queue {} does not say how much is in it: {}", name, look.failure().toString());
		}
		else if (look.failure() == null && failedBefore) {
			logger.info("Queue {} says again how much is in it", name);
		}
	}

	private record Looks(Instant at, Map<String, QueueLook> queues) {

		@Nullable QueueLook of(String name) {
			return this.queues.get(name);
		}

	}

}
