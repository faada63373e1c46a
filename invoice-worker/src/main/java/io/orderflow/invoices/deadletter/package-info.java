/**
 * What could not be invoiced or delivered: collected out of the dead-letter queues, kept,
 * shown to operators, and put back or discarded by them.
 */
@NullMarked
package io.orderflow.invoices.deadletter;

import org.jspecify.annotations.NullMarked;
