/**
 * The invoice worker: consumes the event that an order was placed, and issues exactly one
 * invoice for each order.
 */
@NullMarked
package io.orderflow.invoices;

import org.jspecify.annotations.NullMarked;
