package io.orderflow.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A queue that a rule targets, and the target's dead-letter queue, each have a policy
 * that allows exactly those rules to send and nobody else anything: without it
 * EventBridge drops events and says nothing, and neither LocalStack nor embedded AWS
 * enforces one.
 */
class QueuePolicyTests {

	private static final Path MESSAGING = Path.of("../infrastructure/messaging.yaml");

	@ParameterizedTest
	@CsvSource({ "messaging.yaml, 4", "examples/audit.yaml, 2" })
	void eachQueueAllowsExactlyTheRulesThatTargetIt(String template, int queues) throws Exception {
		String yaml = Files.readString(MESSAGING.resolveSibling(template));
		assertThat(allowed(yaml)).isEqualTo(needed(yaml)).hasSize(queues);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					[!GetAtt OrderPlacedRule.Arn, !GetAtt OrderCancelledRule.Arn] | !GetAtt OrderPlacedRule.Arn
					aws:SourceArn: !GetAtt InvoiceIssuedRule.Arn                  | aws:SourceArn: !GetAtt OrderPlacedRule.Arn
					Queues: [!Ref InvoicesQueue, !Ref UndeliveredQueue]           | Queues: [!Ref InvoicesQueue]
					Resource: [!GetAtt UpdatesQueue.Arn, !GetAtt UpdatesUndeliveredQueue.Arn] | Resource: !GetAtt UpdatesQueue.Arn
					Effect: Allow                                                 | Effect: Deny
					""")
	void aPolicyThatAllowsTooLittleOrAnotherRuleIsFound(String part, String instead) throws Exception {
		String broken = changed(part, instead);
		assertThat(allowed(broken)).isNotEqualTo(needed(broken));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Service: events.amazonaws.com                                 | AWS: '*'
			Action: sqs:SendMessage                                       | Action: sqs:*
			ArnEquals:                                                    | ArnLike:
			""")
	void aPolicyThatAllowsMoreThanThatIsFound(String part, String instead) throws Exception {
		String broken = changed(part, instead);
		assertThatThrownBy(() -> allowed(broken)).isInstanceOfAny(AssertionError.class, TemplateException.class);
	}

	private static String changed(String part, String instead) throws Exception {
		String yaml = Files.readString(MESSAGING);
		assertThat(yaml).contains(part);
		return yaml.replace(part, instead);
	}

	/** By queue, the rules that send to it or give up what they could not send to it. */
	private static Map<String, Set<String>> needed(String yaml) {
		Map<String, Set<String>> rules = new TreeMap<>();
		resolved(yaml, TemplateReader.RULE).forEach((rule) -> rule.properties()
			.required("Targets")
			.items()
			.forEach((target) -> Stream.of(target, target.required("DeadLetterConfig"))
				.map((queue) -> queue.required("Arn").text())
				.forEach((queue) -> rules.computeIfAbsent(queue, (arn) -> new TreeSet<>()).add(rule.arn()))));
		return rules;
	}

	/** By queue, the rules that its policy allows. */
	private static Map<String, Set<String>> allowed(String yaml) {
		Map<String, Set<String>> rules = new TreeMap<>();
		for (Resolved policy : resolved(yaml, TemplateReader.QUEUE_POLICY)) {
			List<String> queues = texts(policy.properties().required("Queues")).stream()
				.map((url) -> url.substring(url.lastIndexOf('/') + 1))
				.toList();
			policy.properties()
				.required("PolicyDocument")
				.required("Statement")
				.items()
				.stream()
				.filter((statement) -> !statement.required("Effect").text().equals("Deny"))
				.forEach((statement) -> {
					assertThat(statement.required("Principal").value())
						.isEqualTo(Map.of("Service", "events.amazonaws.com"));
					assertThat(texts(statement.required("Action"))).containsExactly("sqs:SendMessage");
					Node condition = statement.required("Condition").only(Set.of("ArnEquals")).required("ArnEquals");
					Collection<String> from = texts(condition.only(Set.of("aws:SourceArn")).required("aws:SourceArn"));
					texts(statement.required("Resource")).stream()
						.filter((queue) -> queues.contains(Arns.queueName(queue)))
						.forEach((queue) -> rules.computeIfAbsent(queue, (arn) -> new TreeSet<>()).addAll(from));
				});
		}
		return rules;
	}

	private static List<Resolved> resolved(String yaml, String type) {
		Node root = TemplateYaml.parse("messaging.yaml", yaml);
		Map<String, Node> resources = root.required("Resources").members();
		Intrinsics intrinsics = new Intrinsics(root.required("Parameters").members(), resources, "eu-central-1");
		return resources.entrySet()
			.stream()
			.filter((resource) -> resource.getValue().required("Type").text().equals(type))
			.map((resource) -> new Resolved(
					type.equals(TemplateReader.RULE) ? intrinsics.resources().arn(resource.getKey()) : "",
					intrinsics.resolve(resource.getValue().required("Properties"))))
			.toList();
	}

	private static List<String> texts(Node node) {
		return (node.value() instanceof List<?>) ? node.items().stream().map(Node::text).toList()
				: List.of(node.text());
	}

	private record Resolved(String arn, Node properties) {
	}

}
