/**
 * An order's way from the request to the database and the outbox, in one transaction.
 */
@NullMarked
package io.orderflow.orders.order;

import org.jspecify.annotations.NullMarked;
