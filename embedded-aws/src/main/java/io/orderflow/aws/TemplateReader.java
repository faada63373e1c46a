package io.orderflow.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the part of CloudFormation that messaging needs. What is not known is an error,
 * except what makes no difference here, which is named in the constants.
 */
final class TemplateReader {

	static final String BUS = "AWS::Events::EventBus";

	static final String ARCHIVE = "AWS::Events::Archive";

	static final String RULE = "AWS::Events::Rule";

	static final String QUEUE = "AWS::SQS::Queue";

	/**
	 * Read, so that a wrong reference in it is found, and not enforced: there is no IAM
	 * here.
	 */
	static final String QUEUE_POLICY = "AWS::SQS::QueuePolicy";

	private static final Set<String> SECTIONS = Set.of("AWSTemplateFormatVersion", "Description", "Metadata",
			"Parameters", "Resources", "Outputs");

	private static final Set<String> RESOURCE = Set.of("Type", "Properties", "DependsOn", "DeletionPolicy",
			"UpdateReplacePolicy", "Metadata");

	private final Node root;

	private final Resources resources;

	private final Intrinsics intrinsics;

	private final List<String> buses = new ArrayList<>();

	private final List<Rule> rules = new ArrayList<>();

	private final List<Queue> queues = new ArrayList<>();

	private final List<Archive> archives = new ArrayList<>();

	TemplateReader(Node root, String region) {
		this.root = root.only(SECTIONS);
		Map<String, Node> parameters = root.optional("Parameters").map(Node::members).orElse(Map.of());
		this.intrinsics = new Intrinsics(parameters, root.required("Resources").members(), region);
		this.resources = this.intrinsics.resources();
	}

	Template read() {
		this.root.required("Resources").members().forEach((id, resource) -> {
			Node properties = this.intrinsics
				.resolve(resource.only(RESOURCE).optional("Properties").orElse(new Node(resource.place(), Map.of())));
			switch (resource.required("Type").text()) {
				case BUS -> {
					properties.only(Set.of("Name", "Description", "Tags"));
					this.buses.add(this.resources.name(id));
				}
				case ARCHIVE -> {
					properties.only(Set.of("ArchiveName", "Description", "RetentionDays", "SourceArn"));
					this.archives.add(new Archive(this.resources.name(id), this.resources.arn(id),
							Arns.busName(properties.required("SourceArn").text())));
				}
				case RULE -> this.rules.add(RuleReader.read(this.resources.name(id), this.resources.busOf(id),
						this.resources.arn(id), properties));
				case QUEUE ->
					this.queues.add(QueueReader.read(this.resources.name(id), this.resources.arn(id), properties));
				case QUEUE_POLICY -> properties.only(Set.of("Queues", "PolicyDocument"));
				default -> throw resource.required("Type")
					.wrong("is %s, which is not supported here".formatted(resource.required("Type").text()));
			}
		});
		this.root.optional("Outputs").ifPresent(this.intrinsics::resolve);
		return new Template(this.buses, this.rules, this.queues, this.archives);
	}

}
