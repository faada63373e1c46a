package io.orderflow.endtoend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

import tools.jackson.databind.JsonNode;

/**
 * What a role of a template allows: calls that it does not are denied, as IAM does it.
 * Knows actions, resources and the condition {@code StringEquals} on
 * {@code events:source}; whatever else a policy says fails. Thread-safe.
 */
final class RolePolicy {

	private final List<Statement> statements;

	/** Such as {@code sqs:SendMessage on arn:…}. */
	private final Set<String> used = new ConcurrentSkipListSet<>();

	private final Set<String> denied = new ConcurrentSkipListSet<>();

	/**
	 * @param role the properties of an {@code AWS::IAM::Role}
	 */
	RolePolicy(Map<String, Object> role) {
		this.statements = CloudFormation.items(role.get("Policies"))
			.stream()
			.map((policy) -> CloudFormation.members(CloudFormation.members(policy).get("PolicyDocument")))
			.flatMap((document) -> CloudFormation.items(document.get("Statement")).stream())
			.map((statement) -> Statement.of(CloudFormation.members(statement)))
			.toList();
	}

	/** Every action on every resource. */
	Set<String> allowed() {
		Set<String> allowed = new TreeSet<>();
		this.statements.forEach((statement) -> statement.actions()
			.forEach((action) -> statement.resources().forEach((resource) -> allowed.add(action + " on " + resource))));
		return allowed;
	}

	Set<String> used() {
		return this.used;
	}

	/** What was asked for and is not allowed. */
	Set<String> denied() {
		return this.denied;
	}

	/** Has a proxy deny what the role does not allow. */
	void guard(AwsProxy proxy, String service) {
		proxy.onOthers((call) -> {
			if (call.operation().equals("PutEvents") && call.json().path("Entries").isEmpty()) {
				// No event, so no bus to be allowed on: the relay only opens its
				// connection.
				return call.forward();
			}
			Access access = Access.of(service, call);
			boolean allowed = this.statements.stream().anyMatch((statement) -> statement.allows(access));
			(allowed ? this.used : this.denied).add(access.action() + " on " + access.resource());
			return allowed ? call.forward() : AwsAnswer.error(403, "AccessDeniedException");
		});
	}

	/**
	 * What IAM is asked for a call.
	 *
	 * @param sources the sources of the events that are put; empty for other calls
	 */
	private record Access(String action, String resource, Set<String> sources) {

		static Access of(String service, AwsCall call) {
			JsonNode body = call.json();
			Set<String> sources = new TreeSet<>();
			body.path("Entries").forEach((entry) -> sources.add(entry.path("Source").asString("")));
			String resource = service.equals("sqs") ? queue(body) : bus(body);
			// IAM knows no batches: each of its entries needs the action itself.
			return new Access(service + ":" + call.operation().replaceAll("Batch$", ""), resource,
					call.operation().equals("PutEvents") ? sources : Set.of());
		}

		private static String queue(JsonNode body) {
			String url = body.path("QueueUrl").asString("");
			String name = url.isEmpty() ? body.path("QueueName").asString("") : url.substring(url.lastIndexOf('/') + 1);
			return "arn:aws:sqs:eu-central-1:123456789012:" + name;
		}

		private static String bus(JsonNode body) {
			String name = body.path("Name").asString("");
			return "arn:aws:events:eu-central-1:123456789012:event-bus/"
					+ (name.isEmpty() ? body.at("/Entries/0/EventBusName").asString("") : name);
		}

	}

	private record Statement(List<String> actions, List<String> resources, List<String> sources) {

		static Statement of(Map<String, Object> statement) {
			if (!statement.get("Effect").equals("Allow")) {
				throw new IllegalStateException("Only Allow is known here, not " + statement);
			}
			return new Statement(texts(statement.get("Action")), texts(statement.get("Resource")),
					statement.containsKey("Condition") ? sources(CloudFormation.members(statement.get("Condition")))
							: List.of());
		}

		private static List<String> sources(Map<String, Object> condition) {
			Map<String, Object> equal = CloudFormation.members(condition.get("StringEquals"));
			if (condition.size() != 1 || equal.size() != 1) {
				throw new IllegalStateException("Only a source is known here, not " + condition);
			}
			return texts(equal.get("events:source"));
		}

		private static List<String> texts(Object node) {
			return CloudFormation.items(node).stream().map(Object::toString).toList();
		}

		boolean allows(Access access) {
			return this.actions.contains(access.action()) && this.resources.contains(access.resource())
					&& (this.sources.isEmpty() || this.sources.containsAll(access.sources()));
		}

	}

}
