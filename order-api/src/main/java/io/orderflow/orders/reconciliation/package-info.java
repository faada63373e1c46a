/**
 * Finds orders without an invoice, and invoices without an order: beside the service, and
 * as a command that asks invoice-worker for all that it has.
 */
@NullMarked
package io.orderflow.orders.reconciliation;

import org.jspecify.annotations.NullMarked;
