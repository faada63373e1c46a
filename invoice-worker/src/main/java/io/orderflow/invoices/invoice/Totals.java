package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * An invoice's totals, in its currency's minor units.
 *
 * @param net without VAT (BT-109)
 * @param vat the VAT (BT-110)
 * @param gross with VAT (BT-112)
 */
public record Totals(BigDecimal net, BigDecimal vat, BigDecimal gross) {

	/**
	 * BR-CO-10 and BR-CO-13: net is the sum of the lines' net amounts, for there are no
	 * allowances or charges; BR-CO-14: VAT is the sum of the breakdown's; BR-CO-15: gross
	 * is net + VAT.
	 */
	static Totals of(List<InvoiceLine> lines, List<VatSubtotal> breakdown, Currency currency) {
		BigDecimal zero = Amounts.round(BigDecimal.ZERO, currency);
		BigDecimal net = lines.stream().map(InvoiceLine::net).reduce(zero, BigDecimal::add);
		BigDecimal vat = breakdown.stream().map(VatSubtotal::vat).reduce(zero, BigDecimal::add);
		return new Totals(net, vat, net.add(vat));
	}

	/**
	 * {@return the gross total in the currency's minor unit: 3000 for 30.00 euros}
	 */
	public BigDecimal grossMinor() {
		return this.gross.movePointRight(this.gross.scale());
	}

}
