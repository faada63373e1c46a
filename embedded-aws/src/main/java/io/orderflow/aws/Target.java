package io.orderflow.aws;

import org.jspecify.annotations.Nullable;

/**
 * A target of a rule: an SQS queue.
 *
 * @param id its id, unique within its rule
 * @param arn the ARN of the queue, which need not exist
 * @param deadLetterArn the ARN of the queue for what could not be delivered; null where
 * there is none
 * @param inputTransformer makes what the queue gets of the event; null where it gets the
 * event itself
 */
public record Target(String id, String arn, @Nullable String deadLetterArn,
		@Nullable InputTransformer inputTransformer) {

	/**
	 * What the queue gets.
	 * @param event the whole event, as JSON
	 */
	String body(Rule rule, String event) {
		return (this.inputTransformer != null) ? this.inputTransformer.apply(rule, event) : event;
	}

}
