package io.orderflow.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The events as {@code asyncapi.yaml} and the schemas beside it describe them.
 */
public final class EventContract {

	private final Path folder;

	private final JsonNode document;

	private final SchemaRegistry schemas;

	private EventContract(Path folder) {
		this.folder = folder.toAbsolutePath().normalize();
		this.document = new YAMLMapper().readTree(this.folder.resolve("asyncapi.yaml"));
		this.schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
				(builder) -> builder.schemas(this::file)
					.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
	}

	/**
	 * Reads a contract.
	 * @param folder where {@code asyncapi.yaml} and the schemas are
	 */
	public static EventContract in(Path folder) {
		return new EventContract(folder);
	}

	/**
	 * What is wrong with an event as a consumer finds it on its queue, by the message of
	 * its {@code source} and {@code detail-type}; that there is no such message, too.
	 * @param event the body of an SQS message, JSON
	 * @return empty if nothing is
	 */
	public List<String> faults(String event) {
		JsonNode envelope = JsonMapper.shared().readTree(event);
		String type = envelope.path("source").asString("") + " " + envelope.path("detail-type").asString("");
		Optional<JsonNode> message = messages().stream().filter((each) -> type(each).equals(type)).findAny();
		return message
			.map((each) -> schema(each).validate(event, InputFormat.JSON)
				.stream()
				.map((fault) -> type + ": " + fault.getInstanceLocation() + " " + fault.getMessage())
				.toList())
			.orElse(List.of("asyncapi.yaml has no event " + type));
	}

	JsonNode document() {
		return this.document;
	}

	List<JsonNode> messages() {
		return List.copyOf(this.document.at("/components/messages").values());
	}

	/** A message's source and detail-type. */
	static String type(JsonNode message) {
		JsonNode fields = message.at("/payload/schema/allOf/1/properties");
		return fields.at("/source/const").asString() + " " + fields.at("/detail-type/const").asString();
	}

	private Schema schema(JsonNode message) {
		return this.schemas.getSchema(
				SchemaLocation.of(this.folder.toUri() + "asyncapi.yaml/" + message.get("name").asString()),
				message.at("/payload/schema"));
	}

	/** What a {@code $ref} names: a file of the folder; null if there is none. */
	private @Nullable String file(String iri) {
		try {
			Path file = this.folder.resolve(iri.substring(iri.lastIndexOf('/') + 1));
			return Files.exists(file) ? Files.readString(file) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
