package io.orderflow.invoices.intake;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values of JSON as they are written, some of which no JSON is.
 */
final class HostileJson {

	private static final String[] NUMBERS = { "0", "-0", "-0.0", "0.0000", "0e400", "0E-400", "1", "2", "-1", "+1",
			"01", "00", "1.", ".5", "1e2", "1E+2", "1e400", "1E-400", "1e999999999", "1e-999999999", "1e2147483647",
			"1e2147483648", "1e-2147483648", "1e99999999999999999999", "-1e400", "1.00001", "0.0001", "0.00001",
			"999999999999999", "999999999999999.9999", "1000000000000000", "99999999999999999", "100000000000000000",
			"9007199254740993", "9223372036854775807", "9223372036854775808", "1.7976931348623157e309", "4.9e-324",
			"NaN", "Infinity", "-Infinity", "0x10", "1_000", "1,5", "\u0661", "9".repeat(1000), "9".repeat(1001),
			"0." + "0".repeat(990) + "1", "1" + "0".repeat(20_000), "true", "null" };

	/** In JSON at least. */
	private static final String[] NO_NUMBERS = { "+1", "01", "00", "1.", ".5", "NaN", "Infinity", "-Infinity", "0x10",
			"1_000", "1,5", "\u0661", "1d", "" };

	private static final String[] DATES = { "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1582-10-15T00:00:00Z",
			"1969-12-31T23:59:59.999999Z", "2026-12-31T23:59:59.999999999Z", "2026-12-31T23:59:60Z",
			"2027-01-01T00:00:00Z", "2027-01-01T00:00:00+18:00", "2027-01-01T00:00:00-18:00",
			"2027-01-01T00:00:00+19:00", "2026-12-31T24:00:00Z", "2026-02-29T00:00:00Z", "2028-02-29T00:00:00Z",
			"9999-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "2026-11-23t10:15:30z",
			"2026-11-23 10:15:30Z", "2026-11-23T10:15Z", "2026-11-23T........Z", "2026-11-23" };

	private static final JsonMapper JSON = JsonMapper.shared();

	private HostileJson() {
	}

	/** Any of them. */
	static Arbitrary<String> values() {
		return Arbitraries.frequencyOf(Tuple.of(12, Arbitraries.oneOf(numbers(), numbers().map(HostileJson::quoted))),
				Tuple.of(12, HostileText.texts().map(HostileJson::quoted)),
				Tuple.of(3, HostileText.texts().map(HostileJson::escaped)), Tuple.of(1, HostileText.texts()),
				Tuple.of(4, Arbitraries.of(DATES).map(HostileJson::quoted)),
				Tuple.of(3, currencies().map((currency) -> quoted(currency.getCurrencyCode()))),
				Tuple.of(3, Arbitraries.of("S", "Z", "E", "AE", "G", "s", "X").map(HostileJson::quoted)),
				Tuple.of(1, nests()), Tuple.of(3, documents()));
	}

	/** All that Java knows, in an order that is the same in each run. */
	static Arbitrary<Currency> currencies() {
		return Arbitraries.of(Currency.getAvailableCurrencies()
			.stream()
			.sorted(Comparator.comparing(Currency::getCurrencyCode))
			.toList());
	}

	/** Decimals around every limit, and what only looks like one. */
	static Arbitrary<String> numbers() {
		Arbitrary<String> decimals = Arbitraries.bigDecimals()
			.between(new BigDecimal("-10"), new BigDecimal("1e18"))
			.ofScale(6)
			.map((decimal) -> decimal.stripTrailingZeros().toString());
		return Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.of(NUMBERS)), Tuple.of(1, Arbitraries.of(NO_NUMBERS)),
				Tuple.of(3, decimals));
	}

	/** Well-formed, of random shape. */
	static Arbitrary<String> documents() {
		return Arbitraries.lazyOf(() -> HostileText.texts().map(HostileJson::quoted),
				() -> Arbitraries.integers().map(String::valueOf), () -> Arbitraries.of("true", "false", "null"),
				() -> documents().list().ofMaxSize(4).map((values) -> "[" + String.join(",", values) + "]"),
				() -> Combinators
					.combine(Arbitraries.of("detail", "source", "detail-type", "lines", "id", "\\u0000", "x"),
							documents())
					.as((name, value) -> "\"" + name + "\":" + value)
					.list()
					.ofMaxSize(4)
					.map((fields) -> "{" + String.join(",", fields) + "}"));
	}

	private static Arbitrary<String> nests() {
		return Combinators
			.combine(Arbitraries.of(2, 50, 90, 95, 99, 100, 101, 1000, 20_000), Arbitraries.of("[", "{\"a\":"),
					Arbitraries.of(true, false))
			.as((depth, open, closed) -> open.repeat(depth) + (open.equals("[") ? "" : "1")
					+ (closed ? (open.equals("[") ? "]" : "}").repeat(depth) : ""));
	}

	static String quoted(String text) {
		return JSON.writeValueAsString(text);
	}

	private static String escaped(String text) {
		return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
	}

}
