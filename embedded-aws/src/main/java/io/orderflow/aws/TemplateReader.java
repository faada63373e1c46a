package io.orderflow.aws;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.event.ruler.JsonRuleCompiler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the part of CloudFormation that messaging needs. What is not known is an error,
 * except what makes no difference here, which is named in the constants.
 */
final class TemplateReader {

	static final String BUS = "AWS::Events::EventBus";

	static final String RULE = "AWS::Events::Rule";

	static final String QUEUE = "AWS::SQS::Queue";

	/**
	 * Read, so that a wrong reference in it is found, and not enforced: there is no IAM
	 * here.
	 */
	static final String QUEUE_POLICY = "AWS::SQS::QueuePolicy";

	/** SQS's own limit and default since August 2025. */
	private static final int MAXIMUM_MESSAGE_SIZE = 1024 * 1024;

	private static final Set<String> SECTIONS = Set.of("AWSTemplateFormatVersion", "Description", "Metadata",
			"Parameters", "Resources", "Outputs");

	private static final Set<String> RESOURCE = Set.of("Type", "Properties", "DependsOn", "DeletionPolicy",
			"UpdateReplacePolicy", "Metadata");

	/**
	 * ElasticMQ keeps messages until they are deleted, and refuses or ignores the other
	 * ones after RedrivePolicy.
	 */
	private static final Set<String> QUEUE_PROPERTIES = Set.of("QueueName", "VisibilityTimeout",
			"ReceiveMessageWaitTimeSeconds", "DelaySeconds", "MaximumMessageSize", "RedrivePolicy",
			"MessageRetentionPeriod", "RedriveAllowPolicy", "SqsManagedSseEnabled", "KmsMasterKeyId",
			"KmsDataKeyReusePeriodSeconds", "Tags");

	/** A delivery is tried once here, whatever the retry policy. */
	private static final Set<String> TARGET_PROPERTIES = Set.of("Id", "Arn", "DeadLetterConfig", "RetryPolicy");

	private final Node root;

	private final Map<String, Node> resources;

	private final Intrinsics intrinsics;

	private final String region;

	private final List<String> buses = new ArrayList<>();

	private final List<Rule> rules = new ArrayList<>();

	private final List<Queue> queues = new ArrayList<>();

	TemplateReader(Node root, String region) {
		this.root = root.only(SECTIONS);
		this.resources = root.required("Resources").members();
		Map<String, Node> parameters = root.optional("Parameters").map(Node::members).orElse(Map.of());
		this.intrinsics = new Intrinsics(parameters, this.resources, region);
		this.region = region;
	}

	Template read() {
		this.resources.forEach((id, resource) -> {
			Node properties = this.intrinsics
				.resolve(resource.only(RESOURCE).optional("Properties").orElse(new Node(resource.place(), Map.of())));
			switch (resource.required("Type").text()) {
				case BUS -> {
					properties.only(Set.of("Name", "Description", "Tags"));
					this.buses.add(this.intrinsics.name(id));
				}
				case RULE -> this.rules.add(rule(id, properties));
				case QUEUE -> this.queues.add(queue(id, properties));
				case QUEUE_POLICY -> properties.only(Set.of("Queues", "PolicyDocument"));
				default -> throw resource.required("Type")
					.wrong("is %s, which is not supported here".formatted(resource.required("Type").text()));
			}
		});
		this.root.optional("Outputs").ifPresent(this.intrinsics::resolve);
		return new Template(this.buses, this.rules, this.queues);
	}

	private Rule rule(String id, Node properties) {
		properties.only(Set.of("Name", "Description", "EventBusName", "State", "EventPattern", "Targets"));
		String name = this.intrinsics.name(id);
		String bus = this.intrinsics.busOf(id);
		List<Target> targets = properties.optional("Targets")
			.map((list) -> list.items().stream().map(TemplateReader::target).toList())
			.orElse(List.of());
		return new Rule(name, bus, Arns.rule(this.region, bus, name), enabled(properties),
				pattern(properties.required("EventPattern")), targets);
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
		String json = JsonMapper.shared().writeValueAsString(pattern.members().isEmpty() ? Map.of() : pattern.value());
		String complaint = JsonRuleCompiler.check(json);
		if (complaint != null) {
			throw pattern.wrong("is not a pattern that EventBridge takes: " + complaint);
		}
		return json;
	}

	private static Target target(Node target) {
		target.only(TARGET_PROPERTIES);
		return new Target(target.required("Id").text(), queueArn(target.required("Arn")),
				target.optional("DeadLetterConfig")
					.map((config) -> queueArn(config.only(Set.of("Arn")).required("Arn")))
					.orElse(null));
	}

	private static String queueArn(Node arn) {
		if (!Arns.isQueue(arn.text())) {
			throw arn.wrong("must be the ARN of an SQS queue, the only kind of target here, but is " + arn.text());
		}
		return arn.text();
	}

	private Queue queue(String id, Node properties) {
		properties.only(QUEUE_PROPERTIES);
		String name = this.intrinsics.name(id);
		Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
		attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, number(properties, "VisibilityTimeout", 43200, 30));
		attributes.put(QueueAttributeName.DELAY_SECONDS, number(properties, "DelaySeconds", 900, 0));
		attributes.put(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
				number(properties, "ReceiveMessageWaitTimeSeconds", 20, 0));
		properties.optional("RedrivePolicy")
			.ifPresent((policy) -> attributes.put(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(policy)));
		int maximumMessageSize = properties.optional("MaximumMessageSize")
			.map((size) -> size.number(1024, MAXIMUM_MESSAGE_SIZE))
			.orElse(MAXIMUM_MESSAGE_SIZE);
		return new Queue(name, Arns.queue(this.region, name), maximumMessageSize, attributes);
	}

	private static String number(Node properties, String property, int most, int otherwise) {
		@Nullable Node node = properties.members().get(property);
		return String.valueOf((node != null) ? node.number(0, most) : otherwise);
	}

	private static String redrivePolicy(Node policy) {
		policy.only(Set.of("deadLetterTargetArn", "maxReceiveCount"));
		return JsonMapper.shared()
			.writeValueAsString(Map.of("deadLetterTargetArn", queueArn(policy.required("deadLetterTargetArn")),
					"maxReceiveCount", policy.required("maxReceiveCount").number(1, 1000)));
	}

}
