package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * The VAT in the seller's accounting currency, of an invoice in another (VAT Directive,
 * Article 230).
 *
 * @param currency the accounting currency (BT-6)
 * @param rate what one of the invoice's currency is in it
 * @param vat the VAT total (BT-111), rounded half up to its minor units
 */
public record AccountingVat(Currency currency, BigDecimal rate, BigDecimal vat) {

	static AccountingVat of(ExchangeRate rate, Totals totals) {
		return new AccountingVat(rate.currency(), rate.rate(),
				Amounts.round(totals.vat().multiply(rate.rate()), rate.currency()));
	}

	ExchangeRate exchangeRate() {
		return new ExchangeRate(this.currency, this.rate);
	}

}
