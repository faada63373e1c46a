package io.orderflow.sqs.listener;

import java.util.Map;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

import org.springframework.core.NestedExceptionUtils;

/**
 * What a queue answered.
 *
 * @param visible messages that nobody has taken
 * @param inFlight messages that somebody has taken and not deleted
 * @param delayed messages that cannot be taken yet
 * @param failure why it did not answer, and the numbers are NaN; null if it did
 */
record QueueLook(double visible, double inFlight, double delayed, @Nullable Throwable failure) {

	private static final int FORBIDDEN = 403;

	static final QueueAttributeName[] ATTRIBUTES = { QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
			QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
			QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED };

	static QueueLook of(Map<QueueAttributeName, String> attributes) {
		return new QueueLook(number(attributes, ATTRIBUTES[0]), number(attributes, ATTRIBUTES[1]),
				number(attributes, ATTRIBUTES[2]), null);
	}

	/**
	 * @param failure perhaps wrapped, as futures and Spring Cloud AWS do
	 */
	static QueueLook failed(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure : new CompletionException(failure);
		return new QueueLook(Double.NaN, Double.NaN, Double.NaN, NestedExceptionUtils.getMostSpecificCause(cause));
	}

	private static double number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
		String value = attributes.get(name);
		return (value != null) ? Double.parseDouble(value) : Double.NaN;
	}

	/** Whether it is not there. */
	boolean isMissing() {
		return this.failure instanceof QueueDoesNotExistException;
	}

	/** Whether it may not be asked, so that nothing is known of it. */
	boolean isForbidden() {
		return this.failure instanceof SqsException refusal && (refusal.statusCode() == FORBIDDEN
				|| (refusal.awsErrorDetails() != null && String.valueOf(refusal.awsErrorDetails().errorCode())
					.matches("AccessDenied(Exception)?|AWS.SimpleQueueService.AccessDenied")));
	}

}
