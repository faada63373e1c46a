package io.orderflow.orders.idempotency;

/**
 * A 201, as it can be given again.
 *
 * @param location the path of what was made
 * @param body JSON, to the letter
 */
public record Answer(String location, String body) {
}
