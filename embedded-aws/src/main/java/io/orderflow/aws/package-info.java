/**
 * EventBridge's PutEvents and SQS in one process, provisioned from the CloudFormation
 * templates that go to AWS: for tests and for machines without Docker.
 */
@NullMarked
package io.orderflow.aws;

import org.jspecify.annotations.NullMarked;
