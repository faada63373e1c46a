package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * What invoices come to less credit notes, of one currency, VAT category and rate: the
 * sum of what the single ones say.
 *
 * @param vatRate in percent
 * @param net without VAT
 * @param vat the VAT
 */
public record VatTotal(Currency currency, VatCategory vatCategory, BigDecimal vatRate, BigDecimal net, BigDecimal vat) {

	VatTotal plus(VatTotal other) {
		return new VatTotal(this.currency, this.vatCategory, this.vatRate, this.net.add(other.net),
				this.vat.add(other.vat));
	}

}
