/**
 * Invoices: how they are computed (EN 16931), numbered without gaps, kept and shown.
 * Knows nothing of queues or events.
 */
@NullMarked
package io.orderflow.invoices.invoice;

import org.jspecify.annotations.NullMarked;
