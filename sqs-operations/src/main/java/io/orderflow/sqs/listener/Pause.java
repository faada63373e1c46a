package io.orderflow.sqs.listener;

import java.time.Instant;

/**
 * That a listener is held.
 *
 * @param at since when
 * @param by who holds it; {@code anonymous} where nobody has to say who they are
 * @param because why
 */
record Pause(Instant at, String by, String because) {
}
