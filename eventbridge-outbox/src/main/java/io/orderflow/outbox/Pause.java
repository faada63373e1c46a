package io.orderflow.outbox;

import java.time.Instant;

/**
 * That an operator paused the relays of all instances.
 *
 * @param at the database's time
 * @param by the operator's name; {@code anonymous} where the application asks for none
 * @param because why
 */
record Pause(Instant at, String by, String because) {
}
