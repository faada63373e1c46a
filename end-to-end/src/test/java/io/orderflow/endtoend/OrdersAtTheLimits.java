package io.orderflow.endtoend;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Requests with values at their limits, and with text of every kind. Most are orders; the
 * API judges.
 */
class OrdersAtTheLimits implements Supplier<String> {

	private static final List<String> QUANTITIES = List.of("0.001", "0.5", "1", "-0", "1e2", "3", "007", "99.999",
			"999999.999", "999999");

	private static final List<String> PRICES = List.of("0", "-0", "-0.0", "0.00", "0.01", "0.05", "0.5", "12.50", "1e1",
			"99999.99", "999999999.99");

	private static final List<String> RATES = List.of("0.01", "5.5", "7", "7.00", "19", "33.33", "99.99", "100");

	private static final List<String> CATEGORIES = List.of("Z", "E", "AE", "G");

	private static final List<String> TEXTS = List.of("Ada", "a", "\u00A0", "\uD83D\uDC68\u200D\uD83D\uDC69",
			"\u05D0\u202E\u0627", "e\u0301\u0489", "\uFEFF", "\uFFFD", "\uE000", "\u0378", "\uFDD0", "\uDBFF\uDFFF",
			"\uDB40\uDC01", "\uFFFE", "\uFFFF", "\uD800", "\u0000", "\u2028", "\u0085", "\u3000", "<b>&amp;]]></b>",
			"\"\\'", "\\u0000", "=1+1", "'; drop table orders; --", "${jndi:x}");

	private final Random random;

	OrdersAtTheLimits(long seed) {
		this.random = new Random(seed);
	}

	@Override
	public String get() {
		ObjectNode order = Pipeline.JSON.createObjectNode();
		ObjectNode customer = order.putObject("customer").put("name", text(150)).put("email", email());
		if (this.random.nextInt(4) > 0) {
			customer.put("vatId", "DE" + "9".repeat(2 + this.random.nextInt(12)));
		}
		customer.putObject("address").put("street", text(150)).put("city", text(100)).put("country", "DE");
		order.put("currency", "EUR");
		if (this.random.nextBoolean()) {
			order.put("reference", text(100));
		}
		ArrayNode lines = order.putArray("lines");
		int count = List.of(1, 1, 1, 1, 2, 3, 5, 200).get(this.random.nextInt(8));
		boolean small = count == 200;
		for (int i = 0; i < count; i++) {
			line(lines.addObject(), small);
		}
		return order.toString();
	}

	private void line(ObjectNode line, boolean small) {
		line.put("sku", small ? "\u20AC".repeat(40) : text(40));
		line.put("description", small ? "\u20AC".repeat(150) : text(150));
		amount(line, "quantity", small ? "999.999" : any(QUANTITIES));
		amount(line, "unitPrice", any(small ? PRICES.subList(0, 9) : PRICES));
		if (this.random.nextBoolean()) {
			amount(line, "vatRate", any(RATES));
			return;
		}
		String category = any(CATEGORIES);
		amount(line, "vatRate", any(List.of("0", "-0", "0.00")));
		line.put("vatCategory", category);
		if (!category.equals("Z")) {
			line.put("exemptionReason", small ? "\u20AC".repeat(100) : text(100));
		}
	}

	/** As a string or as a number. */
	private void amount(ObjectNode line, String field, String amount) {
		boolean number = !amount.startsWith("00")
				&& (this.random.nextBoolean() || amount.contains("e") || amount.startsWith("-"));
		line.set(field, line.rawValueNode(new RawValue(number ? amount : "\"" + amount + "\"")));
	}

	/** One in twelve is of a kind that is perhaps none. */
	private String text(int most) {
		return switch (this.random.nextInt(12)) {
			case 0 -> any(TEXTS);
			case 1 -> "\u20AC".repeat(most);
			case 2 -> "\uD83D\uDE80".repeat(most / 2);
			case 3 -> Character.toString(this.random.nextInt(Character.MAX_CODE_POINT + 1));
			case 4 -> any(TEXTS.subList(0, 13)) + " x";
			default -> "Notes";
		};
	}

	private String email() {
		return any(List.of("ada@example.com", "a@b", "\u00E4d\u00E4@ex\u00E4mple.com", "\"a b\"@example.com",
				"a+b@[127.0.0.1]", "x".repeat(64) + "@" + "y".repeat(63) + ".example"));
	}

	private <T> T any(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
