package io.orderflow.orders.invoice;

import io.orderflow.sqs.MessageTrace;

/**
 * The news that an invoice was issued.
 *
 * @param trace that the event belongs to
 */
record InvoiceNews(IssuedInvoice invoice, MessageTrace trace) {
}
