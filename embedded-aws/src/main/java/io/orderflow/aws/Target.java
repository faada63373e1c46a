package io.orderflow.aws;

import org.jspecify.annotations.Nullable;

/**
 * A target of a rule: an SQS queue.
 *
 * @param id its id, unique within its rule
 * @param arn the ARN of the queue, which need not exist
 * @param deadLetterArn the ARN of the queue for what could not be delivered; null where
 * there is none
 */
public record Target(String id, String arn, @Nullable String deadLetterArn) {

}
