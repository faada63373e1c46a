package io.orderflow.aws;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the properties of AWS::SQS::Queue, their functions resolved.
 */
final class QueueReader {

	/** SQS's own limit and default since August 2025. */
	private static final int MAXIMUM_MESSAGE_SIZE = 1024 * 1024;

	private static final Set<String> PROPERTIES = Set.of("QueueName", "VisibilityTimeout",
			"ReceiveMessageWaitTimeSeconds", "DelaySeconds", "MaximumMessageSize", "RedrivePolicy",
			// Left out: ElasticMQ keeps messages until they are deleted, and refuses or
			// ignores these.
			"MessageRetentionPeriod", "RedriveAllowPolicy", "SqsManagedSseEnabled", "KmsMasterKeyId",
			"KmsDataKeyReusePeriodSeconds", "Tags");

	private QueueReader() {
	}

	static Queue read(String name, String arn, Node properties) {
		properties.only(PROPERTIES);
		Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
		attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, number(properties, "VisibilityTimeout", 43200, 30));
		attributes.put(QueueAttributeName.DELAY_SECONDS, number(properties, "DelaySeconds", 900, 0));
		attributes.put(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
				number(properties, "ReceiveMessageWaitTimeSeconds", 20, 0));
		properties.optional("RedrivePolicy")
			.ifPresent((policy) -> attributes.put(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(policy)));
		int maximumMessageSize = properties.optional("MaximumMessageSize")
			.map((size) -> size.number(1024, MAXIMUM_MESSAGE_SIZE))
			.orElse(MAXIMUM_MESSAGE_SIZE);
		return new Queue(name, arn, maximumMessageSize, attributes);
	}

	private static String number(Node properties, String property, int most, int otherwise) {
		return String.valueOf(properties.optional(property).map((number) -> number.number(0, most)).orElse(otherwise));
	}

	private static String redrivePolicy(Node policy) {
		policy.only(Set.of("deadLetterTargetArn", "maxReceiveCount"));
		return JsonMapper.shared()
			.writeValueAsString(Map.of("deadLetterTargetArn", arn(policy.required("deadLetterTargetArn")),
					"maxReceiveCount", policy.required("maxReceiveCount").number(1, 1000)));
	}

	static String arn(Node arn) {
		if (!Arns.isQueue(arn.text())) {
			throw arn.wrong("must be the ARN of an SQS queue, the only kind of target here, but is " + arn.text());
		}
		return arn.text();
	}

}
