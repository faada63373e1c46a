/**
 * What invoice-worker tells of the orders' invoices.
 */
@NullMarked
package io.orderflow.orders.invoice;

import org.jspecify.annotations.NullMarked;
