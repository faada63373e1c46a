package io.orderflow.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryTests {

	private static final String TEMPLATE = """
			Resources:
			  Bus: {Type: "AWS::Events::EventBus", Properties: {Name: bus}}
			  One: {Type: "AWS::SQS::Queue", Properties: {QueueName: one}}
			  Small: {Type: "AWS::SQS::Queue", Properties: {QueueName: small, MaximumMessageSize: 1024}}
			  Undelivered: {Type: "AWS::SQS::Queue", Properties: {QueueName: undelivered}}
			  SmallUndelivered: {Type: "AWS::SQS::Queue", Properties: {QueueName: small-undelivered, MaximumMessageSize: 1024}}
			""";

	@TempDir
	private Path directory;

	private EmbeddedAws aws;

	private Clients clients;

	@BeforeEach
	void start() throws IOException {
		Path queues = Files.writeString(this.directory.resolve("queues.yaml"), TEMPLATE);
		Path rules = Files.writeString(this.directory.resolve("rules.yaml"), "Resources:\n"
				+ rule("both", "[a, both]", "one", null) + rule("all", "[both]", "small", "undelivered")
				+ rule("twice", "[twice]", "one", null) + rule("again", "[twice]", "one", null)
				+ rule("missing", "[missing]", "no-such-queue", "undelivered")
				+ rule("hopeless", "[hopeless]", "small", "small-undelivered")
				+ rule("lost", "[lost]", "no-such-queue", null)
				+ rule("off", "[off, a]", "one", null).replace("EventBusName", "State: DISABLED, EventBusName"));
		this.aws = EmbeddedAws.start(new EmbeddedAwsOptions(0, 0, null, List.of(queues, rules), "eu-central-1"));
		this.clients = Clients.of(this.aws);
	}

	private static String rule(String name, String sources, String queue, String deadLetters) {
		String config = (deadLetters != null) ? ", DeadLetterConfig: {Arn: \"%s\"}".formatted(arn(deadLetters)) : "";
		return """
				  %s: {Type: "AWS::Events::Rule", Properties: {EventBusName: bus, EventPattern: {source: %s},
				    Targets: [{Id: it, Arn: "%s"%s}]}}
				""".formatted(name, sources, arn(queue), config);
	}

	private static String arn(String queue) {
		return "arn:aws:sqs:eu-central-1:000000000000:" + queue;
	}

	@AfterEach
	void stop() {
		this.clients.close();
		this.aws.close();
	}

	@Test
	void anEventGoesToTheTargetsOfAllRulesItMatches() {
		put("both", "{}");
		assertThat(this.clients.receive("one")).extracting(Message::body)
			.isEqualTo(this.clients.receive("small").stream().map(Message::body).toList())
			.hasSize(1);
	}

	@Test
	void twoRulesWithOneQueueMakeTwoMessages() {
		this.clients.put(Collections.nCopies(10, entry("twice", "{}")).toArray(PutEventsRequestEntry[]::new));
		assertThat(this.clients.size("one")).isEqualTo(20);
	}

	@Test
	void aDisabledRuleMatchesNothing() {
		assertThat(put("off", "{}").errorCode()).isNull();
		put("a", "{}");
		assertThat(this.clients.size("one")).isOne();
	}

	@Test
	void whatTheQueueRefusesGoesToTheDeadLetterQueueOfTheTargetWithTheReason() {
		PutEventsResultEntry answer = put("both", "{\"text\":\"" + "x".repeat(1024) + "\"}");
		assertThat(answer.errorCode()).isNull();
		assertThat(this.clients.size("one")).isOne();
		assertThat(this.clients.receive("undelivered")).singleElement().satisfies((message) -> {
			assertThat(message.body()).contains(answer.eventId());
			assertThat(texts(message)).containsEntry("ERROR_CODE", "INVALID_PARAMETER")
				.containsEntry("RULE_ARN", "arn:aws:events:eu-central-1:000000000000:rule/bus/all")
				.containsEntry("TARGET_ARN", arn("small"))
				.hasEntrySatisfying("ERROR_MESSAGE",
						(text) -> assertThat(text).contains("the queue takes 1024 at most"));
		});
	}

	@Test
	void theEventsForAQueueThatDoesNotExistGoToTheDeadLetterQueue() {
		assertThat(put("missing", "{}").errorCode()).isNull();
		assertThat(this.clients.receive("undelivered")).singleElement()
			.satisfies((message) -> assertThat(texts(message)).containsEntry("ERROR_CODE", "NO_RESOURCE")
				.containsEntry("TARGET_ARN", arn("no-such-queue")));
	}

	@Test
	void anEntryFailsWhoseEventNoQueueTakesAndTheRestOfTheCallDoesNot() {
		List<PutEventsResultEntry> results = this.clients
			.put(entry("a", "{}"), entry("lost", "{}"), entry("hopeless", "{\"text\":\"" + "x".repeat(1024) + "\"}"),
					entry("a", "{}"))
			.entries();
		assertThat(results).extracting(PutEventsResultEntry::errorCode)
			.containsExactly(null, "InternalFailure", "InternalFailure", null);
		assertThat(results.get(1).errorMessage()).contains(arn("no-such-queue"));
		assertThat(this.clients.size("one")).isEqualTo(2);
	}

	private static Map<String, String> texts(Message message) {
		Map<String, String> texts = new HashMap<>();
		Map<String, MessageAttributeValue> attributes = message.messageAttributes();
		attributes.forEach((name, value) -> texts.put(name, value.stringValue()));
		return texts;
	}

	private PutEventsResultEntry put(String source, String detail) {
		return this.clients.put(entry(source, detail)).entries().get(0);
	}

	private static PutEventsRequestEntry entry(String source, String detail) {
		return PutEventsRequestEntry.builder()
			.eventBusName("bus")
			.source(source)
			.detailType("Test")
			.detail(detail)
			.build();
	}

}
