package io.orderflow.aws;

import java.util.Map;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of a template.
 *
 * @param name its name
 * @param arn its ARN
 * @param maximumMessageSize the most bytes EventBridge may deliver in one message
 * @param attributes those that ElasticMQ knows, with AWS's defaults for what the template
 * leaves out
 */
public record Queue(String name, String arn, int maximumMessageSize, Map<QueueAttributeName, String> attributes) {

	/** Keeps a copy of the attributes. */
	public Queue {
		attributes = Map.copyOf(attributes);
	}

}
