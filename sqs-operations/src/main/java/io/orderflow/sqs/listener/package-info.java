/**
 * Listeners watched, paused and resumed, and their queues measured.
 */
@NullMarked
package io.orderflow.sqs.listener;

import org.jspecify.annotations.NullMarked;
