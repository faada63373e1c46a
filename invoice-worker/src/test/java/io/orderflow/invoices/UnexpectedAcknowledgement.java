package io.orderflow.invoices;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

import io.awspring.cloud.sqs.listener.acknowledgement.BatchAcknowledgement;

import org.springframework.messaging.Message;

/**
 * Takes no call: a test overrides the one it expects.
 */
public class UnexpectedAcknowledgement implements BatchAcknowledgement<String> {

	@Override
	public void acknowledge() {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Void> acknowledgeAsync() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void acknowledge(Collection<Message<String>> messages) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Void> acknowledgeAsync(Collection<Message<String>> messages) {
		throw new UnsupportedOperationException();
	}

}
