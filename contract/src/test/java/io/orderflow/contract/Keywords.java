package io.orderflow.contract;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What single keywords of JSON Schema (2020-12) allow.
 */
final class Keywords {

	private static final Set<String> LOWER = Set.of("minimum", "exclusiveMinimum", "minLength", "minItems");

	private static final Set<String> UPPER = Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");

	/** That there is one more restricts, whatever else there is. */
	private static final Set<String> NARROWING = Set.of("pattern", "format", "multipleOf");

	private Keywords() {
	}

	/** Whether what is valid by the writer's keyword is valid by the reader's too. */
	static boolean narrows(String keyword, JsonNode reader, JsonNode writer) {
		if (reader.isMissingNode()) {
			return LOWER.contains(keyword) || UPPER.contains(keyword) || NARROWING.contains(keyword);
		}
		int order = (reader.isNumber() && writer.isNumber()) ? writer.decimalValue().compareTo(reader.decimalValue())
				: 0;
		return LOWER.contains(keyword) && order > 0 || UPPER.contains(keyword) && order < 0;
	}

	/** Null where any other value is valid too. */
	static @Nullable Set<JsonNode> values(JsonNode schema) {
		if (schema.has("const")) {
			return Set.of(schema.get("const"));
		}
		return schema.has("enum") ? set(schema.get("enum")) : null;
	}

	static boolean readable(@Nullable Set<JsonNode> reader, @Nullable Set<JsonNode> writer) {
		return reader == null || writer != null && reader.containsAll(writer);
	}

	static Set<String> types(JsonNode schema) {
		JsonNode type = schema.path("type");
		Stream<String> types = type.isMissingNode()
				? Stream.of("null", "boolean", "object", "array", "number", "string")
				: type.isArray() ? type.valueStream().map(JsonNode::asString) : Stream.of(type.asString());
		Set<String> all = new HashSet<>(types.toList());
		if (all.contains("number")) {
			all.add("integer");
		}
		return all;
	}

	static Set<JsonNode> set(JsonNode array) {
		return array.valueStream().collect(Collectors.toSet());
	}

	static boolean isSwitch(JsonNode additionalProperties) {
		return additionalProperties.isMissingNode() || additionalProperties.isBoolean();
	}

	static boolean isClosed(JsonNode schema) {
		return schema.path("additionalProperties").isBoolean() && !schema.get("additionalProperties").booleanValue();
	}

}
