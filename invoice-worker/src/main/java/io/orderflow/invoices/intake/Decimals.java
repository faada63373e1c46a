package io.orderflow.invoices.intake;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * Reads decimals, bounded before any arithmetic: {@code 1e999999999} is a small text that
 * becomes a gigabyte once it is added to something.
 */
final class Decimals {

	static final String FORM = "a decimal of at most 15 digits before and 4 after the point, not negative";

	private static final int INTEGER_DIGITS = 15;

	private static final int FRACTION_DIGITS = 4;

	private static final Pattern TEXT = Pattern
		.compile("[0-9]{1," + INTEGER_DIGITS + "}(\\.[0-9]{1," + FRACTION_DIGITS + "})?");

	private static final Pattern RATE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,10})?");

	private Decimals() {
	}

	/**
	 * Reads an exchange rate: a string.
	 * @return empty if it is none, or out of bounds
	 */
	static Optional<BigDecimal> readRate(JsonNode value) {
		return value.isString() ? Optional.of(value.stringValue()).filter(RATE.asMatchPredicate()).map(BigDecimal::new)
				: Optional.empty();
	}

	/**
	 * Reads a string or a number.
	 * @return empty if it is neither, or out of bounds
	 */
	static Optional<BigDecimal> read(JsonNode value) {
		if (value.isString()) {
			return Optional.of(value.stringValue()).filter(TEXT.asMatchPredicate()).map(BigDecimal::new);
		}
		return readNumber(value, INTEGER_DIGITS);
	}

	/**
	 * Reads a number that is no string.
	 * @return empty if it is not a number, or out of bounds
	 */
	static Optional<BigDecimal> readNumber(JsonNode value, int integerDigits) {
		return Optional.of(value)
			.filter(JsonNode::isNumber)
			.map(JsonNode::decimalValue)
			.filter((number) -> number.signum() >= 0)
			.filter((number) -> number.scale() <= FRACTION_DIGITS && number.scale() >= -integerDigits)
			.filter((number) -> number.precision() - number.scale() <= integerDigits);
	}

}
