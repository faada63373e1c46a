package io.orderflow.invoices.intake;

import java.util.Map;

import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import org.springframework.messaging.Message;

/**
 * A message that can never be invoiced, and why.
 *
 * @param message as it came
 * @param refused the reason
 */
record DeadLetter(Message<String> message, Outcome.Refused refused) {

	private static final int LONGEST_DETAIL = 500;

	/**
	 * The original body whole, the reason in message attributes.
	 */
	SendMessageBatchRequestEntry entry() {
		return SendMessageBatchRequestEntry.builder()
			.messageBody(this.message.getPayload())
			.messageAttributes(
					Map.of("reason", attribute(this.refused.reason().code()), "reason-detail", attribute(detail())))
			.build();
	}

	private String detail() {
		String detail = this.refused.detail();
		return detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
	}

	private static MessageAttributeValue attribute(String value) {
		return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
	}

}
