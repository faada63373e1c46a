package io.orderflow.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTests {

	private static final Path FOLDER = Path.of("");

	private final EventContract contract = EventContract.in(FOLDER);

	@Test
	void theDocumentIsOneOfAsyncApi3() throws IOException {
		assertThat(officialFaults(this.contract.document())).isEmpty();
	}

	@Test
	void aDocumentThatIsNoneIsTold() throws IOException {
		ObjectNode document = (ObjectNode) this.contract.document().deepCopy();
		((ObjectNode) document.at("/operations/orderApiPublishes")).put("action", "publish");
		assertThat(officialFaults(document)).isNotEmpty();
		document = (ObjectNode) this.contract.document().deepCopy();
		((ObjectNode) document.at("/channels/invoices/bindings/sqs/queue")).put("visibilityTimeout", "long");
		assertThat(officialFaults(document)).isNotEmpty();
	}

	@Test
	void everyReferenceLeadsSomewhere() {
		assertThat(references(this.contract.document())).isNotEmpty()
			.allSatisfy((reference) -> assertThat(
					reference.startsWith("#") ? !this.contract.document().at(reference.substring(1)).isMissingNode()
							: Files.exists(FOLDER.resolve(reference)))
				.as(reference)
				.isTrue());
	}

	@Test
	void everySchemaIsReferredTo() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER.toAbsolutePath())) {
			assertThat(references(this.contract.document()))
				.containsAll(files.map((file) -> file.getFileName().toString())
					.filter((name) -> name.endsWith(".schema.json"))
					.toList());
		}
	}

	@Test
	void everyExampleIsWhatItsMessageDescribes() {
		for (JsonNode message : this.contract.messages()) {
			assertThat(message.get("examples").values()).isNotEmpty()
				.allSatisfy((example) -> assertThat(this.contract.faults(example.get("payload").toString())).isEmpty());
		}
	}

	@Test
	void whatIsNotDescribedIsTold() {
		ObjectNode event = (ObjectNode) this.contract.messages().get(0).at("/examples/0/payload").deepCopy();
		((ObjectNode) event.get("detail")).put("placedAt", "yesterday");
		assertThat(this.contract.faults(event.toString())).singleElement().asString().contains("/detail/placedAt");
		event.remove("time");
		assertThat(this.contract.faults(event.toString())).hasSize(2);
		event.put("detail-type", "OrderLost");
		assertThat(this.contract.faults(event.toString()))
			.containsExactly("asyncapi.yaml has no event demo.orders OrderLost");
	}

	/** Of all rules' patterns, whatever CloudFormation's short forms elsewhere are. */
	@Test
	void theRulesRouteTheEventsOfTheDocument() {
		JsonNode template = new YAMLMapper().readTree(FOLDER.resolve("../infrastructure/messaging.yaml"));
		Set<String> routed = template.get("Resources")
			.values()
			.stream()
			.filter((resource) -> resource.get("Type").asString().equals("AWS::Events::Rule"))
			.map((resource) -> resource.at("/Properties/EventPattern"))
			.filter((pattern) -> pattern.has("detail-type"))
			.flatMap((pattern) -> pattern.get("detail-type")
				.values()
				.stream()
				.map((type) -> pattern.at("/source/0").asString() + " " + type.asString()))
			.collect(Collectors.toSet());
		assertThat(this.contract.messages().stream().map(EventContract::type))
			.containsExactlyInAnyOrderElementsOf(routed);
	}

	private static List<String> references(JsonNode document) {
		return document.findValues("$ref").stream().map(JsonNode::asString).toList();
	}

	private static List<?> officialFaults(JsonNode document) throws IOException {
		try (InputStream schema = AsyncApiTests.class.getResourceAsStream("/asyncapi-3.0.0.schema.json")) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
				.getSchema(schema, InputFormat.JSON)
				.validate(document);
		}
	}

}
