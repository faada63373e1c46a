package io.orderflow.orders.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An order's sums, in its currency.
 *
 * @param net the sum of the lines' net amounts (EN 16931, BT-109)
 * @param vat the sum over categories and rates (BT-110)
 * @param gross both (BT-112)
 */
record Totals(BigDecimal net, BigDecimal vat, BigDecimal gross) {

	/**
	 * Rounds as EN 16931 does: each line, then the VAT of each category and rate
	 * (BR-CO-10, BR-CO-14, BR-CO-15, BR-CO-17).
	 */
	static Totals of(List<OrderLine> lines, int minorUnits) {
		Map<VatGroup, BigDecimal> taxable = lines.stream()
			.collect(Collectors.toMap(VatGroup::of, (line) -> line.net(minorUnits), BigDecimal::add));
		BigDecimal zero = BigDecimal.ZERO.setScale(minorUnits);
		BigDecimal net = taxable.values().stream().reduce(zero, BigDecimal::add);
		BigDecimal vat = taxable.entrySet()
			.stream()
			.map((group) -> group.getKey().vatOn(group.getValue(), minorUnits))
			.reduce(zero, BigDecimal::add);
		return new Totals(net, vat, net.add(vat));
	}

	/** Lines whose VAT is rounded together. A rate of 7.00 is one of 7. */
	private record VatGroup(VatCategory category, BigDecimal rate) {

		static VatGroup of(OrderLine line) {
			return new VatGroup(line.category(), line.vatRate().stripTrailingZeros());
		}

		BigDecimal vatOn(BigDecimal taxable, int minorUnits) {
			return taxable.multiply(this.rate.movePointLeft(2)).setScale(minorUnits, RoundingMode.HALF_UP);
		}

	}

}
