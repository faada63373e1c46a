package io.orderflow.aws;

import java.util.Map;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a target gets instead of the event: "Amazon EventBridge input transformation" of
 * AWS's user guide, for JSON with placeholders as values.
 *
 * @param paths where in the event each variable's value is
 * @param template a JSON object or array, each placeholder in it a text that starts with
 * the character 0
 */
public record InputTransformer(Map<String, JsonPointer> paths, JsonNode template) {

	/** No other text of a template has this character. */
	static final char MARK = '\0';

	static final String RULE_ARN = "aws.events.rule-arn";

	static final String RULE_NAME = "aws.events.rule-name";

	/** The event without its detail. */
	static final String EVENT = "aws.events.event";

	static final String WHOLE_EVENT = "aws.events.event.json";

	/** Leaves numbers as they are. */
	static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	/** Keeps a copy of the paths. */
	public InputTransformer {
		paths = Map.copyOf(paths);
	}

	/**
	 * The template with its values. A path that the event does not have gives an empty
	 * text.
	 * @param event the whole event, as JSON
	 */
	String apply(Rule rule, String event) {
		return JSON.writeValueAsString(filled(this.template, rule, JSON.readTree(event)));
	}

	private JsonNode filled(JsonNode node, Rule rule, JsonNode event) {
		if (node instanceof ObjectNode object) {
			ObjectNode filled = JSON.createObjectNode();
			object.properties().forEach((field) -> filled.set(field.getKey(), filled(field.getValue(), rule, event)));
			return filled;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode filled = JSON.createArrayNode();
			array.forEach((item) -> filled.add(filled(item, rule, event)));
			return filled;
		}
		return isPlaceholder(node) ? value(node.stringValue().substring(1), rule, event) : node;
	}

	private JsonNode value(String variable, Rule rule, JsonNode event) {
		return switch (variable) {
			case RULE_ARN -> StringNode.valueOf(rule.arn());
			case RULE_NAME -> StringNode.valueOf(rule.name());
			case EVENT -> ((ObjectNode) event.deepCopy()).without("detail");
			case WHOLE_EVENT -> event;
			default -> {
				JsonNode value = event.at(this.paths.get(variable));
				yield value.isMissingNode() ? StringNode.valueOf("") : value;
			}
		};
	}

	static boolean isPlaceholder(JsonNode node) {
		return node.isString() && node.stringValue().startsWith(String.valueOf(MARK));
	}

}
