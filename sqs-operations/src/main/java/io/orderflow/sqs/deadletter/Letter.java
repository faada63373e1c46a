package io.orderflow.sqs.deadletter;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as operators see it.
 *
 * @param id its number here
 * @param queue the dead-letter queue it lay in
 * @param messageId that SQS gave it there
 * @param reason a code
 * @param detail what is wrong in words; null if nobody said
 * @param attributes the message attributes it came with
 * @param orderId the order's, where it can be read
 * @param sentAt when it was sent to the dead-letter queue; where SQS itself moved it
 * there, to the first queue
 * @param collectedAt when it was stored here
 * @param state what became of it
 * @param settledAt when it was put back or discarded; null while it waits
 * @param by who did that; null while it waits, and where an earlier release was not told
 * @param because why
 * @param envelope the message's body as it came; null in a list
 */
record Letter(long id, String queue, String messageId, String reason, @Nullable String detail,
		Map<String, String> attributes, @Nullable UUID orderId, Instant sentAt, Instant collectedAt, LetterState state,
		@Nullable Instant settledAt, @Nullable String by, @Nullable String because, @Nullable String envelope) {
}
