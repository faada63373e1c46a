/**
 * What could not be worked with or delivered: collected out of the dead-letter queues,
 * kept, shown to operators, and put back or discarded by them.
 */
@NullMarked
package io.orderflow.sqs.deadletter;

import org.jspecify.annotations.NullMarked;
