package io.orderflow.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Reads a target's InputTransformer. Refused are, beside what AWS refuses: paths with
 * more than names, such as an index; a template that is no JSON object or array; and a
 * placeholder inside quotes.
 */
final class InputTransformerReader {

	private static final Pattern NAME = Pattern.compile("(?!AWS\\.)[A-Za-z0-9_-]{1,256}");

	private static final Pattern PATH = Pattern.compile("\\$(\\.[A-Za-z0-9_-]+)+");

	private static final Pattern PLACEHOLDER = Pattern.compile("<([^<>]*)>");

	private static final Set<String> PREDEFINED = Set.of(InputTransformer.RULE_ARN, InputTransformer.RULE_NAME,
			InputTransformer.EVENT, InputTransformer.WHOLE_EVENT);

	private InputTransformerReader() {
	}

	static InputTransformer read(Node transformer) {
		transformer.only(Set.of("InputPathsMap", "InputTemplate"));
		Map<String, JsonPointer> paths = new LinkedHashMap<>();
		transformer.optional("InputPathsMap").ifPresent((map) -> map.members().forEach((name, path) -> {
			if (!NAME.matcher(name).matches()) {
				throw path.wrong("must be named with letters, digits, _ and - alone");
			}
			paths.put(name, pointer(path));
		}));
		return new InputTransformer(paths, template(transformer.required("InputTemplate"), paths.keySet()));
	}

	private static JsonPointer pointer(Node path) {
		if (!PATH.matcher(path.text()).matches()) {
			throw path.wrong("must be a path of names such as $.detail.id, the only kind here, but is " + path.text());
		}
		return JsonPointer.compile(path.text().substring(1).replace('.', '/'));
	}

	private static JsonNode template(Node place, Set<String> names) {
		if (place.text().contains("\\u0000")) {
			throw place.wrong("has the character 0, which is not supported here");
		}
		// As texts of their own: inside quotes this breaks the JSON.
		String json = PLACEHOLDER.matcher(place.text()).replaceAll((found) -> mark(place, names, found));
		try {
			JsonNode template = InputTransformer.JSON.readTree(json);
			if (template.isContainer()) {
				return requireKeys(place, template);
			}
		}
		catch (JacksonException ex) {
			throw place.wrong("must be JSON, with placeholders outside quotes: " + ex.getOriginalMessage());
		}
		throw place.wrong("must be a JSON object or array, the only kinds here");
	}

	private static String mark(Node place, Set<String> names, MatchResult found) {
		String name = found.group(1);
		if (!names.contains(name) && !PREDEFINED.contains(name)) {
			throw place.wrong("has <%s>, which is neither in InputPathsMap nor one of %s".formatted(name,
					PREDEFINED.stream().sorted().toList()));
		}
		return "\"\\\\u0000" + name + "\"";
	}

	private static JsonNode requireKeys(Node place, JsonNode node) {
		node.propertyNames().forEach((key) -> {
			if (key.indexOf(InputTransformer.MARK) >= 0) {
				throw place.wrong("has a placeholder as a key");
			}
		});
		node.forEach((child) -> requireKeys(place, child));
		return node;
	}

}
