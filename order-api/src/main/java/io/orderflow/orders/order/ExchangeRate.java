package io.orderflow.orders.order;

import java.math.BigDecimal;

/**
 * A rate to the accounting currency, as of when an order was placed.
 *
 * @param currency the accounting currency, a code of ISO 4217
 * @param rate how much of it one of the order's currency is
 */
record ExchangeRate(String currency, BigDecimal rate) {
}
