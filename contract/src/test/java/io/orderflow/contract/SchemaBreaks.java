package io.orderflow.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What breaks those who know a schema as it was released: whoever reads must be able to
 * read what is written by the other one. Where there is no rule for a keyword, its change
 * is a break.
 */
final class SchemaBreaks {

	private final List<String> breaks = new ArrayList<>();

	private final boolean sent;

	private SchemaBreaks(boolean sent) {
		this.sent = sent;
	}

	/** Of an event or an answer, which others read; both {@link Inlined}. */
	static List<String> sent(String place, JsonNode released, JsonNode current) {
		return new SchemaBreaks(true).compare(place, released, current);
	}

	/** Of a request, which others write; both {@link Inlined}. */
	static List<String> taken(String place, JsonNode released, JsonNode current) {
		return new SchemaBreaks(false).compare(place, released, current);
	}

	private List<String> compare(String place, JsonNode released, JsonNode current) {
		if (!released.isObject() || !current.isObject()) {
			must(released.equals(current), place, "schema", released, current);
			return this.breaks;
		}
		JsonNode reader = this.sent ? released : current;
		JsonNode writer = this.sent ? current : released;
		Set<String> keywords = new LinkedHashSet<>(released.propertyNames());
		keywords.addAll(current.propertyNames());
		keywords.removeAll(Inlined.ANNOTATIONS);
		keywords.remove("enum");
		keywords.remove("const");
		keywords.add("type");
		must(Keywords.readable(Keywords.values(reader), Keywords.values(writer)), place, "values",
				Keywords.values(released), Keywords.values(current));
		for (String keyword : keywords) {
			JsonNode was = released.path(keyword);
			JsonNode is = current.path(keyword);
			switch (keyword) {
				case "type" ->
					must(Keywords.types(reader).containsAll(Keywords.types(writer)), place, keyword, was, is);
				case "required" ->
					must(Keywords.set(writer.path(keyword)).containsAll(Keywords.set(reader.path(keyword))), place,
							keyword, was, is);
				case "properties" -> properties(place, released, current);
				// Of what is sent, others ignore what they do not know.
				case "additionalProperties" -> must(was.equals(is) || Keywords.isSwitch(was) && Keywords.isSwitch(is)
						&& (this.sent || !Keywords.isClosed(current)), place, keyword, was, is);
				case "items" -> items(place, was, is, reader.has(keyword), writer.has(keyword));
				case "anyOf" -> must(anyOf(reader.path(keyword), writer.path(keyword)), place, keyword, was, is);
				default -> must(was.equals(is) || Keywords.narrows(keyword, reader.path(keyword), writer.path(keyword)),
						place, keyword, was, is);
			}
		}
		return this.breaks;
	}

	private void properties(String place, JsonNode released, JsonNode current) {
		Set<String> names = new LinkedHashSet<>(released.path("properties").propertyNames());
		names.addAll(current.path("properties").propertyNames());
		for (String name : names) {
			JsonNode was = released.path("properties").path(name);
			JsonNode is = current.path("properties").path(name);
			if (!was.isMissingNode() && !is.isMissingNode()) {
				compare(place + "/" + name, was, is);
			}
			else {
				// Where others were free to send any field, they may have sent this one.
				boolean added = was.isMissingNode() && (this.sent || Keywords.isClosed(released));
				must(added, place + "/" + name, "property", was, is);
			}
		}
	}

	private void items(String place, JsonNode was, JsonNode is, boolean reader, boolean writer) {
		if (reader && writer) {
			compare(place + "/*", was, is);
		}
		else {
			must(!reader, place, "items", was, is);
		}
	}

	private boolean anyOf(JsonNode reader, JsonNode writer) {
		return reader.equals(writer) || reader.isArray() && writer.isArray() && writer.valueStream()
			.allMatch((written) -> reader.valueStream()
				.anyMatch((read) -> (this.sent ? sent("", read, written) : taken("", written, read)).isEmpty()));
	}

	private void must(boolean compatible, String place, String what, @Nullable Object was, @Nullable Object is) {
		if (!compatible) {
			this.breaks.add("%s: %s was %s, is %s".formatted(place, what, shown(was), shown(is)));
		}
	}

	private static String shown(@Nullable Object value) {
		String text = (value == null) ? "any" : value.toString();
		return text.isEmpty() ? "absent" : (text.length() > 100) ? text.substring(0, 100) + "…" : text;
	}

}
