package io.orderflow.sqs.listener;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Notes how each ReceiveMessage of the client ended. The listener's container would tell
 * only of those that brought messages.
 */
class PollInterceptor implements ExecutionInterceptor {

	private final Polls polls;

	PollInterceptor(Polls polls) {
		this.polls = polls;
	}

	@Override
	public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
		if (context.request() instanceof ReceiveMessageRequest request
				&& context.response() instanceof ReceiveMessageResponse response) {
			this.polls.ended(request.queueUrl(), response.messages());
		}
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
		if (context.request() instanceof ReceiveMessageRequest request) {
			this.polls.failed(request.queueUrl(), context.exception());
		}
	}

}
