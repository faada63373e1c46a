/**
 * A transactional outbox for Amazon EventBridge: {@link io.orderflow.outbox.EventOutbox}
 * stores an event in the caller's transaction, a relay in the background puts it on its
 * bus, at least once.
 */
@NullMarked
package io.orderflow.outbox;

import org.jspecify.annotations.NullMarked;
