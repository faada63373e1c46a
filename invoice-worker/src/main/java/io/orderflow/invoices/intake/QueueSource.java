package io.orderflow.invoices.intake;

import java.util.List;

import io.awspring.cloud.sqs.listener.SqsContainerOptions;
import io.awspring.cloud.sqs.listener.StandardSqsComponentFactory;
import io.awspring.cloud.sqs.listener.source.MessageSource;
import io.awspring.cloud.sqs.listener.source.StandardSqsMessageSource;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Polls the queue without asking for message attributes. EventBridge sends none, and one
 * of a stranger, named {@code id} or {@code JavaType}, would break the conversion of a
 * whole batch in Spring Cloud AWS and keep its permits for ever.
 */
class QueueSource extends StandardSqsMessageSource<Object> {

	@Override
	protected void customizeRequest(ReceiveMessageRequest.Builder request) {
		request.messageAttributeNames(List.of());
	}

	static class Factory extends StandardSqsComponentFactory<Object> {

		@Override
		public MessageSource<Object> createMessageSource(SqsContainerOptions options) {
			return new QueueSource();
		}

	}

}
