package io.orderflow.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema with each reference replaced by what it refers to.
 */
final class Inlined {

	/** Say nothing of what is valid. */
	static final Set<String> ANNOTATIONS = Set.of("$schema", "$id", "$comment", "$defs", "title", "description",
			"example", "examples", "deprecated");

	private final JsonNode document;

	private final Deque<String> within = new ArrayDeque<>();

	private Inlined(JsonNode document) {
		this.document = document;
	}

	/**
	 * Inline a part of a document.
	 * @throws IllegalArgumentException for a reference that leads nowhere, out of the
	 * document or in a circle, and for one that stands beside what it refers to says too
	 */
	static JsonNode of(JsonNode document, JsonNode part) {
		return new Inlined(document).inline(part);
	}

	private JsonNode inline(JsonNode node) {
		if (node instanceof ArrayNode array) {
			ArrayNode inlined = JsonNodeFactory.instance.arrayNode();
			array.forEach((element) -> inlined.add(inline(element)));
			return inlined;
		}
		if (!(node instanceof ObjectNode object)) {
			return node;
		}
		ObjectNode inlined = JsonNodeFactory.instance.objectNode();
		object.properties().forEach((field) -> {
			if (!isReference(object, field.getKey())) {
				inlined.set(field.getKey(), inline(field.getValue()));
			}
		});
		if (isReference(object, "$ref")) {
			referred(object.get("$ref").asString()).properties().forEach((field) -> {
				if (!inlined.has(field.getKey())) {
					inlined.set(field.getKey(), field.getValue());
				}
				else if (!ANNOTATIONS.contains(field.getKey())) {
					throw new IllegalArgumentException(field.getKey() + " beside a $ref that has one: " + object);
				}
			});
		}
		return inlined;
	}

	private JsonNode referred(String reference) {
		JsonNode target = reference.startsWith("#/") ? this.document.at(reference.substring(1))
				: this.document.path(reference);
		if (target.isMissingNode() || this.within.contains(reference)) {
			throw new IllegalArgumentException("No rule for the reference " + reference);
		}
		this.within.push(reference);
		JsonNode inlined = inline(target);
		this.within.pop();
		return inlined;
	}

	/** A property may have that name. */
	private static boolean isReference(ObjectNode object, String field) {
		return field.equals("$ref") && object.get(field) != null && object.get(field).isString();
	}

}
