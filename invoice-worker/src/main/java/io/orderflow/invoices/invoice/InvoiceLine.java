package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.util.Currency;

import org.jspecify.annotations.Nullable;

/**
 * One line of an invoice.
 *
 * @param sku the seller's article number (BT-155)
 * @param description what was sold (BT-153)
 * @param quantity how many units (BT-129)
 * @param unit UN/ECE Recommendation 20 code (BT-130)
 * @param unitPrice net price of one unit (BT-146); may be finer than the minor units
 * @param vatRate in percent (BT-152)
 * @param vatCategory BT-151
 * @param exemptionReason why no VAT is charged (BT-120); null where it is, or nothing was
 * said
 * @param net the line's net amount (BT-131), rounded to the currency's minor units
 */
public record InvoiceLine(String sku, String description, BigDecimal quantity, String unit, BigDecimal unitPrice,
		BigDecimal vatRate, VatCategory vatCategory, @Nullable String exemptionReason, BigDecimal net) {

	/**
	 * A line with its net amount: quantity × unit price, rounded half up before anything
	 * is summed (EN 16931: BT-131 is a rounded amount, and BR-CO-10 sums those).
	 * @param currency the invoice's
	 * @param sku the seller's article number
	 * @param description what was sold
	 * @param quantity how many units
	 * @param unit UN/ECE Recommendation 20 code
	 * @param unitPrice net price of one unit
	 * @param vatRate in percent
	 * @param vatCategory its VAT category
	 * @param exemptionReason why no VAT is charged; null where it is, or nothing was said
	 * @return the line, its decimals written in one way however the order wrote them
	 */
	public static InvoiceLine of(Currency currency, String sku, String description, BigDecimal quantity, String unit,
			BigDecimal unitPrice, BigDecimal vatRate, VatCategory vatCategory, @Nullable String exemptionReason) {
		return new InvoiceLine(sku, description, Amounts.plain(quantity), unit, Amounts.price(unitPrice, currency),
				Amounts.plain(vatRate), vatCategory, exemptionReason,
				Amounts.round(quantity.multiply(unitPrice), currency));
	}

	/** As much of this line, at its price. */
	InvoiceLine part(BigDecimal quantity, Currency currency) {
		return of(currency, this.sku, this.description, quantity, this.unit, this.unitPrice, this.vatRate,
				this.vatCategory, this.exemptionReason);
	}

}
