package io.orderflow.invoices.intake;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Text of every kind that somebody, or something broken, may send.
 */
final class HostileText {

	private static final String[] KNOWN = { "", " ", "\u00A0", "\u3000", "\t", "\r\n", "\u0000", "a\u0000b", "\u0001",
			"\u001F", "\u007F", "\u0085", "\u2028", "\u2029", "\uFEFF", "\uFFFD", "\uFFFE", "\uFFFF", "\uFDD0",
			"\uD800", "\uDC00", "\uDC00\uD800", "a\uD83D", "\uD83D\uDE00", "\uDBFF\uDFFF", "\uDB40\uDC01", "\uE000",
			"\u0378", "\u202Egnp.exe", "\u200F\u05D0\u05D1", "\u0627\u0644", "e\u0301", "Z\u0351\u0361\u0489",
			"\u1100\u1161", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", "\u0130\u0131\u00DF\uFB01",
			"'; drop table invoices; --", "\\u0000", "\\", "\"", "</script>", "${jndi:ldap://127.0.0.1/a}", "{{7*7}}",
			"%00%n%s", "../../etc/passwd", "a\r\nb: c", "null", "NaN", "=1+1" };

	private HostileText() {
	}

	static Arbitrary<String> texts() {
		return Arbitraries.frequencyOf(Tuple.of(60, Arbitraries.of(KNOWN)),
				Tuple.of(30, Arbitraries.strings().all().ofMaxLength(30)), Tuple.of(30, codePoints()),
				Tuple.of(10, around("x")), Tuple.of(10, around("\uD83D\uDE80")), Tuple.of(10, around("\u0301")),
				Tuple.of(1, Arbitraries.of(1000, 70_000).map("\u20AC"::repeat)));
	}

	/** Every code point there is, unassigned ones and halves of pairs too. */
	private static Arbitrary<String> codePoints() {
		return Arbitraries.integers()
			.between(0, Character.MAX_CODE_POINT)
			.list()
			.ofMaxSize(20)
			.map((points) -> points.stream().map(Character::toString).collect(Collectors.joining()));
	}

	/** As long as each of the contract's texts may be, and one longer. */
	private static Arbitrary<String> around(String character) {
		return Arbitraries.of(1, 2, 20, 21, 40, 41, 100, 101, 150, 151, 254, 255, 256).map(character::repeat);
	}

	static Arbitrary<String> bytes() {
		return Arbitraries.bytes()
			.array(byte[].class)
			.ofMaxSize(300)
			.flatMap((bytes) -> Arbitraries
				.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)
				.map((charset) -> new String(bytes, charset)));
	}

}
