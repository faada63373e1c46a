/**
 * What makes a repeated request with the same {@code Idempotency-Key} harmless.
 */
@NullMarked
package io.orderflow.orders.idempotency;

import org.jspecify.annotations.NullMarked;
