package io.orderflow.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's functions {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub} (with
 * one argument), for parameters' defaults, buses, rules and queues. Any other function is
 * an error.
 */
final class Intrinsics {

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

	private final Map<String, Node> parameters;

	private final Resources resources;

	private final String region;

	Intrinsics(Map<String, Node> parameters, Map<String, Node> resources, String region) {
		this.parameters = parameters;
		this.resources = new Resources(resources, region, this::resolve);
		this.region = region;
	}

	Resources resources() {
		return this.resources;
	}

	/**
	 * The node with every function in it replaced by its value.
	 */
	Node resolve(Node node) {
		return (node.value() == null) ? node : new Node(node.place(), valueOf(node, node.value()));
	}

	private Object valueOf(Node node, Object value) {
		if (value instanceof Map<?, ?>) {
			Map<String, Node> members = node.members();
			String key = (members.size() == 1) ? members.keySet().iterator().next() : "";
			if (key.equals("Ref") || key.startsWith("Fn::")) {
				return call(key, members.get(key));
			}
			Map<String, Object> resolved = new LinkedHashMap<>();
			members.forEach((name, member) -> resolved.put(name, resolve(member).value()));
			return resolved;
		}
		if (value instanceof List<?>) {
			List<Object> resolved = new ArrayList<>();
			node.items().forEach((item) -> resolved.add(resolve(item).value()));
			return resolved;
		}
		return value;
	}

	private String call(String function, Node argument) {
		return switch (function) {
			case "Ref" -> ref(argument, argument.text());
			case "Fn::GetAtt" -> (argument.value() instanceof List<?>)
					? attribute(argument, String.join(".", argument.items().stream().map(Node::text).toList()))
					: attribute(argument, argument.text());
			case "Fn::Sub" -> substitute(argument);
			default -> throw argument.wrong("is the function " + function
					+ ", which is not supported here; known are Ref, Fn::GetAtt and Fn::Sub");
		};
	}

	private String substitute(Node argument) {
		if (argument.value() instanceof List<?>) {
			throw argument.wrong("is Fn::Sub with variables of its own, which is not supported here");
		}
		Matcher variables = VARIABLE.matcher(argument.text());
		return variables.replaceAll((variable) -> Matcher.quoteReplacement(variable(argument, variable.group(1))));
	}

	private String variable(Node place, String variable) {
		if (variable.startsWith("!")) {
			return "${" + variable.substring(1) + "}";
		}
		return variable.contains(".") ? attribute(place, variable) : ref(place, variable);
	}

	private String ref(Node place, String name) {
		if (this.parameters.containsKey(name)) {
			return this.parameters.get(name)
				.optional("Default")
				.orElseThrow(() -> this.parameters.get(name)
					.wrong("has no Default, and there is no other way to set it here"))
				.text();
		}
		if (this.resources.contains(name)) {
			return this.resources.ref(name);
		}
		return switch (name) {
			case "AWS::Region" -> this.region;
			case "AWS::AccountId" -> Arns.ACCOUNT;
			case "AWS::Partition" -> "aws";
			default -> throw place
				.wrong("refers to %s, which is neither a parameter nor a resource of the template".formatted(name));
		};
	}

	private String attribute(Node place, String path) {
		String id = path.substring(0, Math.max(path.indexOf('.'), 0));
		String attribute = path.substring(path.indexOf('.') + 1);
		if (!this.resources.contains(id)) {
			throw place.wrong("refers to %s, but %s is no resource of the template".formatted(path, id));
		}
		return switch (attribute) {
			case "Arn" -> this.resources.arn(id);
			case "Name" -> this.resources.nameOfBus(id);
			default -> throw place
				.wrong("refers to %s; the only attributes known here are Arn, and Name of a bus".formatted(path));
		};
	}

}
