package io.orderflow.sqs.deadletter;

import java.time.Instant;

/**
 * The letters of one queue that wait.
 *
 * @param letters how many
 * @param oldest when the oldest was sent
 */
record WaitingLetters(long letters, Instant oldest) {
}
