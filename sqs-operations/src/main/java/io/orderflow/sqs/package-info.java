/**
 * What an operator needs of a service that listens to SQS, and what its listeners share.
 */
@NullMarked
package io.orderflow.sqs;

import org.jspecify.annotations.NullMarked;
