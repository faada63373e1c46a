package io.orderflow.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What in an OpenAPI document breaks clients that know it as it was released. They ignore
 * fields that they do not know, and take an unknown error for one of its class (RFC 9110,
 * section 15). Where there is no rule, a change is a break. Not by openapi-diff, as it
 * overlooks a changed type and an alternative less in documents of OpenAPI 3.1.
 */
final class OpenApiBreaks {

	private static final Set<String> TEXT = Set.of("summary", "description", "tags", "operationId", "deprecated",
			"example", "examples");

	private final List<String> breaks = new ArrayList<>();

	private OpenApiBreaks() {
	}

	static List<String> of(JsonNode released, JsonNode current) {
		OpenApiBreaks all = new OpenApiBreaks();
		all.same("document", released, current, "info", "tags", "paths", "components");
		all.same("components", released.path("components"), current.path("components"), "schemas");
		all.each("", Inlined.of(released, released.path("paths")), Inlined.of(current, current.path("paths")),
				(path, was, is) -> all.each(path + " ", was, is, all::operation));
		return all.breaks;
	}

	private void operation(String name, JsonNode was, JsonNode is) {
		same(name, was, is, "parameters", "requestBody", "responses");
		parameters(name, was.path("parameters"), is.path("parameters"));
		if (was.has("requestBody") || is.path("requestBody").path("required").asBoolean(false)) {
			body(name + " request", was.path("requestBody"), is.path("requestBody"));
		}
		each(name + " answer ", was.path("responses"), is.path("responses"), this::answer);
		is.path("responses").propertyNames().forEach((status) -> {
			if (!was.path("responses").has(status) && !status.matches("[45][0-9][0-9]")) {
				this.breaks.add(name + " answer " + status + ": is new, and no error");
			}
		});
	}

	private void parameters(String operation, JsonNode was, JsonNode is) {
		Set<String> names = new LinkedHashSet<>();
		was.forEach((parameter) -> names.add(name(parameter)));
		is.forEach((parameter) -> names.add(name(parameter)));
		for (String name : names) {
			String place = operation + " parameter " + name;
			JsonNode before = named(name, was);
			JsonNode after = named(name, is);
			if (after.isMissingNode()) {
				this.breaks.add(place + ": is gone");
			}
			else if (before.isMissingNode()) {
				mustNotBecomeRequired(place, before, after);
			}
			else {
				taken(place, before, after);
			}
		}
	}

	private void body(String place, JsonNode was, JsonNode is) {
		same(place, was, is, "required", "content");
		mustNotBecomeRequired(place, was, is);
		each(place + " ", was.path("content"), is.path("content"), this::taken);
	}

	private void answer(String place, JsonNode was, JsonNode is) {
		same(place, was, is, "content", "headers");
		each(place + " header ", was.path("headers"), is.path("headers"), this::same);
		each(place + " ", was.path("content"), is.path("content"), (type, before, after) -> {
			same(type, before, after, "schema");
			this.breaks.addAll(SchemaBreaks.sent(type, before.path("schema"), after.path("schema")));
		});
	}

	private void taken(String place, JsonNode was, JsonNode is) {
		same(place, was, is, "required", "schema");
		mustNotBecomeRequired(place, was, is);
		this.breaks.addAll(SchemaBreaks.taken(place, was.path("schema"), is.path("schema")));
	}

	/** What is there now was there before, and perhaps more is. */
	private void each(String place, JsonNode was, JsonNode is, Comparison comparison) {
		was.properties().forEach((entry) -> {
			String name = place + entry.getKey();
			if (is.has(entry.getKey())) {
				comparison.compare(name, entry.getValue(), is.get(entry.getKey()));
			}
			else {
				this.breaks.add(name + ": is gone");
			}
		});
	}

	/** But for texts, and what is compared elsewhere. */
	private void same(String place, JsonNode was, JsonNode is, String... elsewhere) {
		Set<String> fields = new TreeSet<>(was.propertyNames());
		fields.addAll(is.propertyNames());
		fields.removeAll(TEXT);
		fields.removeAll(Set.of(elsewhere));
		for (String field : fields) {
			if (!was.path(field).equals(is.path(field))) {
				this.breaks.add("%s: %s has changed, for which there is no rule".formatted(place, field));
			}
		}
	}

	private void mustNotBecomeRequired(String place, JsonNode was, JsonNode is) {
		if (is.path("required").asBoolean(false) && !was.path("required").asBoolean(false)) {
			this.breaks.add(place + ": is required now");
		}
	}

	private static String name(JsonNode parameter) {
		return parameter.path("in").asString() + " " + parameter.path("name").asString();
	}

	private static JsonNode named(String name, JsonNode parameters) {
		return parameters.valueStream()
			.filter((parameter) -> name(parameter).equals(name))
			.findAny()
			.orElse(MissingNode.getInstance());
	}

	private interface Comparison {

		void compare(String place, JsonNode was, JsonNode is);

	}

}
