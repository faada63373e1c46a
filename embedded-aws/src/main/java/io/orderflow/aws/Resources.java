package io.orderflow.aws;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The resources of a template by their logical ids: what they are called, and what a
 * reference to them is.
 */
final class Resources {

	private final Map<String, Node> resources;

	private final String region;

	private final UnaryOperator<Node> resolve;

	private final Set<String> beingNamed = new HashSet<>();

	/**
	 * @param resolve replaces the functions in a name, which may refer to other resources
	 */
	Resources(Map<String, Node> resources, String region, UnaryOperator<Node> resolve) {
		this.resources = resources;
		this.region = region;
		this.resolve = resolve;
	}

	boolean contains(String id) {
		return this.resources.containsKey(id);
	}

	/**
	 * The physical name. One that CloudFormation would make up is the logical id here.
	 */
	String name(String id) {
		Node resource = resource(id);
		if (!this.beingNamed.add(id)) {
			throw resource.wrong("is named after itself");
		}
		try {
			String property = switch (type(id)) {
				case TemplateReader.QUEUE -> "QueueName";
				case TemplateReader.ARCHIVE -> "ArchiveName";
				default -> "Name";
			};
			return property(id, property, id);
		}
		finally {
			this.beingNamed.remove(id);
		}
	}

	/** What {@code Fn::GetAtt} makes of its {@code Name}, which only a bus has. */
	String nameOfBus(String id) {
		if (!type(id).equals(TemplateReader.BUS)) {
			throw resource(id).wrong("has no attribute Name, but something refers to it");
		}
		return name(id);
	}

	/** The name of the bus of a rule. */
	String busOf(String rule) {
		return Arns.busName(property(rule, "EventBusName", Arns.DEFAULT_BUS));
	}

	/** What {@code Ref} makes of it. */
	String ref(String id) {
		return switch (type(id)) {
			case TemplateReader.QUEUE ->
				"https://sqs.%s.amazonaws.com/%s/%s".formatted(this.region, Arns.ACCOUNT, name(id));
			case TemplateReader.RULE -> busOf(id) + "|" + name(id);
			default -> name(id);
		};
	}

	String arn(String id) {
		return switch (type(id)) {
			case TemplateReader.QUEUE -> Arns.queue(this.region, name(id));
			case TemplateReader.RULE -> Arns.rule(this.region, busOf(id), name(id));
			case TemplateReader.ARCHIVE -> Arns.archive(this.region, name(id));
			case TemplateReader.BUS -> Arns.bus(this.region, name(id));
			default -> throw resource(id).wrong("has no ARN, but something refers to it");
		};
	}

	private String property(String id, String property, String otherwise) {
		return resource(id).optional("Properties")
			.flatMap((properties) -> properties.optional(property))
			.map((value) -> this.resolve.apply(value).text())
			.orElse(otherwise);
	}

	private String type(String id) {
		return resource(id).required("Type").text();
	}

	private Node resource(String id) {
		return this.resources.get(id);
	}

}
