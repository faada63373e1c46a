package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template of {@code infrastructure} with its functions resolved, as far as the tests
 * read it. A function that is not known fails.
 */
final class CloudFormation {

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

	/** What {@code AWS::NoValue} leaves. */
	private static final Object NOTHING = new Object();

	private final Map<String, Object> template;

	private final Map<String, String> values;

	/**
	 * @param values what {@code Ref}, {@code Fn::GetAtt} and variables are, by their
	 * names such as {@code BusName} or {@code Database.Endpoint.Port}; parameters that
	 * are not in it have their defaults, and what has none stays as it is written
	 */
	CloudFormation(Path file, Map<String, String> values) throws IOException {
		this.template = new Yaml(new Functions()).load(Files.readString(file));
		this.values = values;
	}

	/** The properties of a resource. */
	Map<String, Object> properties(String resource) {
		return members(resolve(member(this.template, "Resources", resource, "Properties")));
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> members(Object node) {
		return (Map<String, Object>) node;
	}

	/** The elements of a list, or the one that stands without. */
	static List<?> items(Object node) {
		return (node instanceof List<?> list) ? list : List.of(node);
	}

	private Object resolve(Object node) {
		if (node instanceof List<?> list) {
			return list.stream().map(this::resolve).filter((item) -> item != NOTHING).toList();
		}
		if (!(node instanceof Map<?, ?>)) {
			return node;
		}
		Map<String, Object> members = members(node);
		String function = (members.size() == 1) ? members.keySet().iterator().next() : "";
		if (function.equals("Ref") || function.startsWith("Fn::")) {
			return call(function, members.get(function));
		}
		Map<String, Object> resolved = new LinkedHashMap<>();
		members.forEach((name, member) -> resolved.put(name, resolve(member)));
		resolved.values().removeIf((member) -> member == NOTHING);
		return resolved;
	}

	private Object call(String function, Object argument) {
		return switch (function) {
			case "Ref" -> argument.equals("AWS::NoValue") ? NOTHING : value(argument.toString());
			case "Fn::GetAtt" -> value(argument.toString());
			case "Fn::Sub" -> VARIABLE.matcher(argument.toString())
				.replaceAll((variable) -> Matcher.quoteReplacement(value(variable.group(1))));
			case "Fn::If" -> resolve(items(argument).get(holds(items(argument).get(0).toString()) ? 1 : 2));
			case "Fn::Not" -> !(Boolean) resolve(items(argument).get(0));
			case "Fn::Equals" ->
				resolve(items(argument).get(0)).toString().equals(resolve(items(argument).get(1)).toString());
			default -> throw new IllegalStateException("The function %s is not known here".formatted(function));
		};
	}

	private boolean holds(String condition) {
		return (Boolean) resolve(member(this.template, "Conditions", condition));
	}

	private String value(String name) {
		if (this.values.containsKey(name)) {
			return this.values.get(name);
		}
		Map<String, Object> parameters = members(member(this.template, "Parameters"));
		boolean defaulted = parameters.containsKey(name) && members(parameters.get(name)).containsKey("Default");
		return defaulted ? member(parameters, name, "Default").toString() : "${" + name + "}";
	}

	private static Object member(Object node, String... path) {
		Object member = node;
		for (String name : path) {
			member = Objects.requireNonNull(members(member).get(name), () -> "There is no " + String.join(".", path));
		}
		return member;
	}

	/** The short form of a function ({@code !Ref A}) as its long one. */
	private static final class Functions extends SafeConstructor {

		Functions() {
			super(new LoaderOptions());
			this.yamlMultiConstructors.put("!", new AbstractConstruct() {

				@Override
				public Object construct(@Nullable Node node) {
					String name = node.getTag().getValue().substring(1);
					Object argument = (node instanceof ScalarNode scalar) ? scalar.getValue()
							: (node instanceof SequenceNode sequence) ? constructSequence(sequence)
									: constructMapping((MappingNode) node);
					return Map.of(name.equals("Ref") ? name : "Fn::" + name, argument);
				}

			});
		}

	}

}
