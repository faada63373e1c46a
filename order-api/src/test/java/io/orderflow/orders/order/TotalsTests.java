package io.orderflow.orders.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TotalsTests {

	@Test
	void eachLineIsRoundedHalfUp() {
		assertThat(totals(2, line("0.5", "0.01", "0"), line("0.5", "0.01", "0")))
			.isEqualTo(totals("0.02", "0.00", "0.02"));
	}

	@Test
	void vatIsRoundedOnceForEachRateAndNotForEachLine() {
		// A line alone has 1.3986 of VAT; both together 2.7972, which is not twice 1.40.
		assertThat(totals(2, line("1", "19.98", "7"), line("1", "19.98", "7.00")))
			.isEqualTo(totals("39.96", "2.80", "42.76"));
		// Three lines with 0.0665 each: 0.20, not 0.21.
		assertThat(totals(2, line("1", "0.35", "19"), line("1", "0.35", "19"), line("1", "0.35", "19")))
			.isEqualTo(totals("1.05", "0.20", "1.25"));
	}

	@Test
	void ratesAreRoundedApart() {
		assertThat(totals(2, line("1", "0.03", "19"), line("1", "0.07", "7")))
			.isEqualTo(totals("0.10", "0.01", "0.11"));
	}

	@Test
	void aCurrencyWithoutMinorUnitsIsRoundedToWholeOnes() {
		assertThat(totals(0, line("1.5", "333", "10"))).isEqualTo(totals("500", "50", "550"));
	}

	private static Totals totals(int minorUnits, OrderLine... lines) {
		return Totals.of(Stream.of(lines).toList(), minorUnits);
	}

	private static Totals totals(String net, String vat, String gross) {
		return new Totals(new BigDecimal(net), new BigDecimal(vat), new BigDecimal(gross));
	}

	private static OrderLine line(String quantity, String unitPrice, String vatRate) {
		return new OrderLine("A", "A", new BigDecimal(quantity), null, new BigDecimal(unitPrice),
				new BigDecimal(vatRate), null, null);
	}

}
