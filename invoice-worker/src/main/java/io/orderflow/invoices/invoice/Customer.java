package io.orderflow.invoices.invoice;

import org.jspecify.annotations.Nullable;

/**
 * The buyer, as the order gave it.
 *
 * @param name the buyer's name (BT-44)
 * @param email where to write to (BT-58)
 * @param vatId VAT identifier with its country prefix (BT-48); null where there is none
 * @param address the postal address (BG-8)
 */
public record Customer(String name, String email, @Nullable String vatId, Address address) {
}
