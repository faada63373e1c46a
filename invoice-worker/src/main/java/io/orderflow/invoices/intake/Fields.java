package io.orderflow.invoices.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object of the event, read strictly: a field is there, of the right type and within
 * its bounds, or the message is refused with the field's JSON Pointer (RFC 6901). Fields
 * that are not asked for are ignored. An optional field that is null counts as absent.
 *
 * @param node a JSON object
 * @param pointer where it is
 */
record Fields(JsonNode node, String pointer) {

	private static final Pattern UUID_FORM = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

	/**
	 * RFC 3339; Instant alone would read years beyond 9999. PostgreSQL knows no year 0.
	 */
	private static final Pattern INSTANT_FORM = Pattern
		.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:.]{8,18}([Zz]|[+-][0-9]{2}:[0-9]{2})");

	boolean has(String name) {
		return this.node.hasNonNull(name);
	}

	Fields object(String name) {
		JsonNode value = required(name);
		check(value.isObject(), name, "must be an object");
		return new Fields(value, at(name));
	}

	List<Fields> objects(String name, int most) {
		JsonNode values = required(name);
		check(values.isArray() && !values.isEmpty() && values.size() <= most, name,
				"must be an array of 1 to " + most + " objects");
		List<Fields> objects = new ArrayList<>();
		for (int i = 0; i < values.size(); i++) {
			check(values.get(i).isObject(), name + "/" + i, "must be an object");
			objects.add(new Fields(values.get(i), at(name + "/" + i)));
		}
		return objects;
	}

	String text(String name, int most) {
		JsonNode value = required(name);
		check(value.isString(), name, "must be a string");
		String text = value.stringValue();
		check(!text.isEmpty() && text.codePointCount(0, text.length()) <= most, name,
				"must have 1 to " + most + " characters");
		check(text.codePoints().noneMatch(Fields::cannotBeStored), name,
				"has a character that UTF-8, PostgreSQL or XML cannot hold");
		return text;
	}

	@Nullable String optionalText(String name, int most) {
		return has(name) ? text(name, most) : null;
	}

	String code(String name, Pattern form) {
		String code = text(name, 100);
		check(form.matcher(code).matches(), name, "must have the form " + form);
		return code;
	}

	@Nullable String optionalCode(String name, Pattern form) {
		return has(name) ? code(name, form) : null;
	}

	UUID uuid(String name) {
		return UUID.fromString(code(name, UUID_FORM));
	}

	Instant instant(String name) {
		try {
			return Instant.parse(code(name, INSTANT_FORM));
		}
		catch (DateTimeException ex) {
			throw wrong(name, "must be a date and time of RFC 3339");
		}
	}

	/**
	 * A decimal, not negative.
	 */
	BigDecimal decimal(String name) {
		return Decimals.read(required(name)).orElseThrow(() -> wrong(name, "must be " + Decimals.FORM));
	}

	/**
	 * An exchange rate.
	 */
	BigDecimal rate(String name) {
		return Decimals.readRate(required(name))
			.orElseThrow(() -> wrong(name, "must be a string, with at most 9 digits before and 10 after the point"));
	}

	/**
	 * An amount in minor units: a number, for a rule's {@code numeric} filter matches no
	 * string.
	 */
	BigDecimal number(String name) {
		return Decimals.readNumber(required(name), 17)
			.orElseThrow(() -> wrong(name, "must be a number of at most 17 digits, not negative"));
	}

	void check(boolean holds, String name, String rule) {
		if (!holds) {
			throw wrong(name, rule);
		}
	}

	RefusedException wrong(String name, String rule) {
		return new RefusedException(Reason.INVALID_CONTENT, at(name) + " " + rule);
	}

	private JsonNode required(String name) {
		check(has(name), name, "is missing");
		return this.node.get(name);
	}

	private String at(String name) {
		return this.pointer + "/" + name;
	}

	/** By XML 1.0, 2.2, which leaves out more than the others. */
	private static boolean cannotBeStored(int codePoint) {
		return (codePoint < ' ' && "\t\r\n".indexOf(codePoint) < 0)
				|| (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) || codePoint == 0xfffe
				|| codePoint == 0xffff;
	}

}
