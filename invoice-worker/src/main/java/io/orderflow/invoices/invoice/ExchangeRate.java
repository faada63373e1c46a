package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * A rate as it was when the order was placed.
 *
 * @param currency the seller's accounting currency
 * @param rate how much of it one of the order's currency is; more than 0
 */
public record ExchangeRate(Currency currency, BigDecimal rate) {
}
