package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * Rounding, and the one way to write a decimal.
 */
final class Amounts {

	private Amounts() {
	}

	/**
	 * Rounds half up to the currency's minor units (EN 16931 BR-DEC: at most two
	 * decimals; a yen has none).
	 */
	static BigDecimal round(BigDecimal amount, Currency currency) {
		return amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
	}

	/**
	 * A price may be finer than the minor units, but is never written with fewer.
	 */
	static BigDecimal price(BigDecimal price, Currency currency) {
		BigDecimal plain = plain(price);
		return plain.setScale(Math.max(plain.scale(), currency.getDefaultFractionDigits()), RoundingMode.UNNECESSARY);
	}

	/**
	 * Without trailing zeros and without an exponent: 7 for 7.00, 100 for 1E2.
	 */
	static BigDecimal plain(BigDecimal value) {
		BigDecimal stripped = value.stripTrailingZeros();
		return stripped.setScale(Math.max(stripped.scale(), 0), RoundingMode.UNNECESSARY);
	}

}
