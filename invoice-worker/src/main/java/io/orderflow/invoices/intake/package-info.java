/**
 * The way from the queue to an invoice: reads the event, has each order invoiced once,
 * and sets aside what can never be invoiced.
 */
@NullMarked
package io.orderflow.invoices.intake;

import org.jspecify.annotations.NullMarked;
