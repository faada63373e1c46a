package io.orderflow.aws;

import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * An event on its way into a queue.
 *
 * @param entry the index of its entry in the call
 * @param rule the rule that sends it
 * @param target the target of the rule
 * @param queueArn the queue it goes to, the target or its dead-letter queue
 * @param body the whole event, or what the target gets instead
 * @param attributes the message attributes, empty on the way to the target
 */
record Message(int entry, Rule rule, Target target, String queueArn, String body,
		Map<String, MessageAttributeValue> attributes) {

	Message(int entry, Rule rule, Target target, String body) {
		this(entry, rule, target, target.arn(), body, Map.of());
	}

	/**
	 * The same event for the dead-letter queue, with the attributes EventBridge gives it;
	 * empty if the target has none.
	 */
	Optional<Message> deadLetter(Deliveries.Refusal refusal) {
		return Optional.ofNullable(this.target.deadLetterArn())
			.map((deadLetterArn) -> new Message(this.entry, this.rule, this.target, deadLetterArn, this.body,
					Map.of("ERROR_CODE", text(refusal.code()), "ERROR_MESSAGE", text(refusal.reason()), "RULE_ARN",
							text(this.rule.arn()), "TARGET_ARN", text(this.target.arn()))));
	}

	private static MessageAttributeValue text(String value) {
		return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
	}

}
