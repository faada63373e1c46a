package io.orderflow.outbox;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/**
 * A client for tests that say themselves what becomes of a call.
 */
interface FailingClient extends EventBridgeClient {

	static EventBridgeException refusal(String code) {
		return (EventBridgeException) EventBridgeException.builder()
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
			.build();
	}

	@Override
	default String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	default void close() {
		// Holds nothing.
	}

}
