package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The VAT of one category and rate (BG-23).
 *
 * @param category BT-118
 * @param rate in percent (BT-119)
 * @param taxable sum of the lines' net amounts (BT-116)
 * @param vat the VAT on it (BT-117)
 */
public record VatSubtotal(VatCategory category, BigDecimal rate, BigDecimal taxable, BigDecimal vat) {

	/**
	 * The breakdown of these lines, by category and then rate, whatever the lines' order.
	 * Rates are compared by value: 7 and 7.00 are one (BR-S-08: one subtotal for each
	 * rate).
	 */
	static List<VatSubtotal> of(List<InvoiceLine> lines, Currency currency) {
		Map<Key, BigDecimal> taxable = new TreeMap<>();
		for (InvoiceLine line : lines) {
			taxable.merge(new Key(line.vatCategory(), line.vatRate()), line.net(), BigDecimal::add);
		}
		return taxable.entrySet().stream().map((entry) -> of(entry.getKey(), entry.getValue(), currency)).toList();
	}

	/**
	 * BR-CO-17: the VAT is the taxable amount × rate / 100, rounded. Not the sum of the
	 * lines' VAT, which would round too often.
	 */
	private static VatSubtotal of(Key key, BigDecimal taxable, Currency currency) {
		BigDecimal vat = taxable.multiply(key.rate()).movePointLeft(2);
		return new VatSubtotal(key.category(), Amounts.plain(key.rate()), taxable, Amounts.round(vat, currency));
	}

	/**
	 * The same, taken off.
	 */
	VatSubtotal negate() {
		return new VatSubtotal(this.category, this.rate, this.taxable.negate(), this.vat.negate());
	}

	Key key() {
		return new Key(this.category, this.rate);
	}

	record Key(VatCategory category, BigDecimal rate) implements Comparable<Key> {

		private static final Comparator<Key> ORDER = Comparator.comparing(Key::category).thenComparing(Key::rate);

		@Override
		public int compareTo(Key other) {
			return ORDER.compare(this, other);
		}

	}

}
