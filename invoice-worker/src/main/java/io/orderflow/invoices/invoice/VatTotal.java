package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.util.Currency;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What invoices come to less credit notes, of one currency, VAT category and rate: the
 * sum of what the single ones say.
 *
 * @param currency of the amounts
 * @param vatCategory EN 16931's
 * @param vatRate in percent
 * @param net without VAT; negative where more is credited than invoiced
 * @param vat the VAT; likewise
 */
public record VatTotal(Currency currency, VatCategory vatCategory, BigDecimal vatRate,
		@Schema(pattern = SIGNED) BigDecimal net, @Schema(pattern = SIGNED) BigDecimal vat) {

	private static final String SIGNED = "^-?[0-9]+(\\.[0-9]+)?$";

	VatTotal plus(VatTotal other) {
		return new VatTotal(this.currency, this.vatCategory, this.vatRate, this.net.add(other.net),
				this.vat.add(other.vat));
	}

}
