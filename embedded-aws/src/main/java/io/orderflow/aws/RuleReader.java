package io.orderflow.aws;

import java.util.List;
import java.util.Set;

import software.amazon.event.ruler.JsonRuleCompiler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the properties of AWS::Events::Rule, their functions resolved.
 */
final class RuleReader {

	private static final Set<String> PROPERTIES = Set.of("Name", "Description", "EventBusName", "State", "EventPattern",
			"Targets");

	/** A delivery is tried once here, whatever the retry policy. */
	private static final Set<String> TARGET_PROPERTIES = Set.of("Id", "Arn", "DeadLetterConfig", "RetryPolicy",
			"InputTransformer");

	private RuleReader() {
	}

	static Rule read(String name, String bus, String arn, Node properties) {
		properties.only(PROPERTIES);
		List<Target> targets = properties.optional("Targets")
			.map((list) -> list.items().stream().map(RuleReader::target).toList())
			.orElse(List.of());
		return new Rule(name, bus, arn, enabled(properties), pattern(properties.required("EventPattern")), targets);
	}

	private static boolean enabled(Node properties) {
		String state = properties.optional("State").map(Node::text).orElse("ENABLED");
		return switch (state) {
			case "ENABLED" -> true;
			case "DISABLED" -> false;
			default -> throw properties.required("State").wrong("must be ENABLED or DISABLED, but is " + state);
		};
	}

	private static String pattern(Node pattern) {
		String json = JsonMapper.shared().writeValueAsString(pattern.value());
		String complaint = JsonRuleCompiler.check(json);
		if (complaint != null) {
			throw pattern.wrong("is not a pattern that EventBridge takes: " + complaint);
		}
		return json;
	}

	private static Target target(Node target) {
		target.only(TARGET_PROPERTIES);
		return new Target(target.required("Id").text(), QueueReader.arn(target.required("Arn")),
				target.optional("DeadLetterConfig")
					.map((config) -> QueueReader.arn(config.only(Set.of("Arn")).required("Arn")))
					.orElse(null),
				target.optional("InputTransformer").map(InputTransformerReader::read).orElse(null));
	}

}
