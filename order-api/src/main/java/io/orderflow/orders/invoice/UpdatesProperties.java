package io.orderflow.orders.invoice;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where invoice-worker's events come from. The service does without them, and takes
 * orders also where these queues are not there.
 *
 * @param queue the queue's name, URL or ARN
 * @param deadLetterQueue where goes what cannot be read. Defaults to the queue with
 * {@code -dead-letters} after it
 */
@ConfigurationProperties("orders.updates")
record UpdatesProperties(String queue, String deadLetterQueue) {

	static final String DEFAULT_QUEUE = "order-updates";

	/**
	 * @param deadLetterQueue null for the default
	 */
	UpdatesProperties(@DefaultValue(DEFAULT_QUEUE) String queue, @Nullable String deadLetterQueue) {
		this.queue = queue;
		this.deadLetterQueue = (deadLetterQueue != null) ? deadLetterQueue : queue + "-dead-letters";
	}

}
