package io.orderflow.invoices.intake;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.awspring.cloud.sqs.listener.SqsContainerOptions;
import io.awspring.cloud.sqs.listener.StandardSqsComponentFactory;
import io.awspring.cloud.sqs.listener.source.MessageSource;
import io.awspring.cloud.sqs.listener.source.StandardSqsMessageSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Polls the queue, other than Spring Cloud AWS in two ways. It does not wait for the end
 * of a long poll when it is to stop: that would take 20 s, and more than most who stop a
 * process allow. A message that SQS hands to the abandoned poll in that moment is seen
 * again after its visibility timeout. And it does not ask for message attributes:
 * EventBridge sends none, and one of a stranger, named {@code id} or {@code JavaType},
 * would break the conversion of the whole batch.
 */
class QueueSource extends StandardSqsMessageSource<Object> {

	private final CompletableFuture<Collection<Message>> stopped = new CompletableFuture<>();

	@Override
	protected CompletableFuture<Collection<Message>> doPollForMessages(int messages) {
		if (this.stopped.isDone()) {
			return this.stopped;
		}
		return super.doPollForMessages(messages).applyToEither(this.stopped, Function.identity());
	}

	@Override
	protected void customizeRequest(ReceiveMessageRequest.Builder request) {
		request.messageAttributeNames(List.of());
	}

	@Override
	public void stop() {
		this.stopped.complete(List.of());
		super.stop();
	}

	static class Factory extends StandardSqsComponentFactory<Object> {

		@Override
		public MessageSource<Object> createMessageSource(SqsContainerOptions options) {
			return new QueueSource();
		}

	}

}
