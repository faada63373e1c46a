package io.orderflow.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	private final Map<String, Node> resources;

	private final String region;

	private final Set<String> beingNamed = new HashSet<>();

	Intrinsics(Map<String, Node> parameters, Map<String, Node> resources, String region) {
		this.parameters = parameters;
		this.resources = resources;
		this.region = region;
	}

	/**
	 * The node with every function in it replaced by its value.
	 */
	Node resolve(Node node) {
		return (node.value() == null) ? node : new Node(node.place(), valueOf(node, node.value()));
	}

	/**
	 * A resource's physical name. One that CloudFormation would make up is the logical id
	 * here.
	 */
	String name(String id) {
		Node resource = this.resources.get(id);
		String property = typeOf(id, resource).equals(TemplateReader.QUEUE) ? "QueueName" : "Name";
		if (!this.beingNamed.add(id)) {
			throw resource.wrong("is named after itself");
		}
		try {
			return resource.optional("Properties")
				.flatMap((properties) -> properties.optional(property))
				.map((name) -> resolve(name).text())
				.orElse(id);
		}
		finally {
			this.beingNamed.remove(id);
		}
	}

	/** The bus of a rule. */
	String busOf(String rule) {
		return this.resources.get(rule)
			.required("Properties")
			.optional("EventBusName")
			.map((bus) -> Arns.busName(resolve(bus).text()))
			.orElse(Arns.DEFAULT_BUS);
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
		if (this.resources.containsKey(name)) {
			return switch (typeOf(name, this.resources.get(name))) {
				case TemplateReader.QUEUE ->
					"https://sqs.%s.amazonaws.com/%s/%s".formatted(this.region, Arns.ACCOUNT, name(name));
				case TemplateReader.RULE -> busOf(name) + "|" + name(name);
				default -> name(name);
			};
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
		if (!this.resources.containsKey(id)) {
			throw place.wrong("refers to %s, but %s is no resource of the template".formatted(path, id));
		}
		if (!attribute.equals("Arn")) {
			throw place.wrong("refers to %s; the only attribute known here is Arn".formatted(path));
		}
		return switch (typeOf(id, this.resources.get(id))) {
			case TemplateReader.QUEUE -> Arns.queue(this.region, name(id));
			case TemplateReader.RULE -> Arns.rule(this.region, busOf(id), name(id));
			case TemplateReader.BUS -> Arns.bus(this.region, name(id));
			default -> throw place.wrong("refers to %s, which has no ARN".formatted(path));
		};
	}

	private static String typeOf(String id, Node resource) {
		return resource.required("Type").text();
	}

}
