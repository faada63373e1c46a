package io.orderflow.outbox;

import java.time.Instant;

/**
 * An event that waits in the outbox.
 *
 * @param attempts how often EventBridge has failed it
 */
record OutboxRow(long id, Instant createdAt, int attempts, OutboxEvent event) {
}
