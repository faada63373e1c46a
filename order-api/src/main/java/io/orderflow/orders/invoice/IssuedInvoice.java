package io.orderflow.orders.invoice;

import java.time.Instant;
import java.util.UUID;

/**
 * That an order has an invoice, or a credit note.
 *
 * @param orderId the order's id
 * @param creditNote whether it is a credit note
 * @param number its number, such as 2026-000001, or C2026-000001 of a credit note
 * @param issuedAt when
 */
public record IssuedInvoice(UUID orderId, boolean creditNote, String number, Instant issuedAt) {
}
