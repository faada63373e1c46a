package io.orderflow.orders.invoice;

import java.util.concurrent.TimeUnit;

import io.awspring.cloud.sqs.listener.MessageListenerContainer;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts the listener beside the service, which does not wait for it: where SQS is away
 * or the queue is missing, orders are taken all the same, and this tries again.
 */
@Component
class UpdatesListening {

	private static final Logger logger = LoggerFactory.getLogger(UpdatesListening.class);

	private final MessageListenerContainerRegistry containers;

	private final String queue;

	private boolean failedBefore;

	UpdatesListening(MessageListenerContainerRegistry containers, UpdatesProperties properties) {
		this.containers = containers;
		this.queue = properties.queue();
	}

	@Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
	void startUnlessStarted() {
		MessageListenerContainer<?> container = this.containers.getContainerById(InvoiceListener.ID);
		if (container.isRunning()) {
			return;
		}
		try {
			container.start();
			logger.info("Listening for what becomes of orders, on {}", this.queue);
		}
		catch (RuntimeException ex) {
			// It counts as running otherwise.
			container.stop();
			if (!this.failedBefore) {
				this.failedBefore = true;
				logger.warn(
						"Orders do not show their invoices until {} can be read; trying on. Deploy "
								+ "infrastructure/messaging.yaml, or set ORDERS_UPDATES_QUEUE. Cause: {}",
						this.queue, NestedExceptionUtils.getMostSpecificCause(ex).toString());
			}
		}
	}

}
