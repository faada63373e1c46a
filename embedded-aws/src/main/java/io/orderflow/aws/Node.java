package io.orderflow.aws;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A value of a template and its place, so that every complaint can name it.
 *
 * @param place such as {@code messaging.yaml: Resources.InvoicesQueue.Properties}
 * @param value a mapping, list, text, number or boolean; null where the template has none
 */
record Node(String place, @Nullable Object value) {

	Map<String, Node> members() {
		if (!(this.value instanceof Map<?, ?> map)) {
			throw wrong("must be a mapping, but is " + this.value);
		}
		Map<String, Node> members = new LinkedHashMap<>();
		String prefix = this.place + (this.place.endsWith(":") ? " " : ".");
		map.forEach((key, member) -> members.put(String.valueOf(key), new Node(prefix + key, member)));
		return members;
	}

	List<Node> items() {
		if (!(this.value instanceof List<?> list)) {
			throw wrong("must be a list, but is " + this.value);
		}
		List<Node> items = new ArrayList<>();
		for (Object item : list) {
			items.add(new Node("%s[%d]".formatted(this.place, items.size()), item));
		}
		return items;
	}

	Optional<Node> optional(String key) {
		return Optional.ofNullable(members().get(key));
	}

	Node required(String key) {
		return optional(key).orElseThrow(() -> wrong("lacks " + key));
	}

	String text() {
		if (this.value == null || this.value instanceof Map || this.value instanceof List) {
			throw wrong("must be a text, but is " + this.value);
		}
		return this.value.toString();
	}

	int number(int least, int most) {
		String text = text();
		try {
			int number = new BigDecimal(text).intValueExact();
			if (number >= least && number <= most) {
				return number;
			}
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw wrong("must be a whole number, but is " + text);
		}
		throw wrong("must be %d to %d, but is %s".formatted(least, most, text));
	}

	/**
	 * Whatever is not known is an error: ignored, it would work here and not on AWS, or
	 * the other way round.
	 */
	Node only(Set<String> known) {
		members().keySet().stream().filter((key) -> !known.contains(key)).findFirst().ifPresent((key) -> {
			throw wrong("has %s, which is not supported here; known are %s".formatted(key,
					known.stream().sorted().toList()));
		});
		return this;
	}

	TemplateException wrong(String what) {
		return new TemplateException(this.place + " " + what);
	}

}
