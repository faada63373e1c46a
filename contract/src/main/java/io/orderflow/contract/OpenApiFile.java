package io.orderflow.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.core.JsonPointer;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service's OpenAPI document as it is kept in the repository, in a form of its own:
 * fields in the order of their names, and without the address of the server.
 *
 * @param path where it is
 */
public record OpenApiFile(Path path) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * Compares it with what the service says of itself; or with the system property
	 * {@code contract.write} writes that.
	 * @param apiDocs the answer of {@code /v3/api-docs}
	 * @param settings what differs by the service's settings, and is left out, as JSON
	 * Pointers (RFC 6901)
	 * @throws AssertionError if they differ
	 */
	public void isThat(String apiDocs, String... settings) {
		ObjectNode document = (ObjectNode) JSON.readTree(apiDocs);
		document.remove("servers");
		for (String setting : settings) {
			JsonPointer pointer = JsonPointer.compile(setting);
			if (((ObjectNode) document.at(pointer.head())).remove(pointer.last().getMatchingProperty()) == null) {
				throw new AssertionError("There is no " + setting);
			}
		}
		String current = pretty(document);
		try {
			if (System.getProperty("contract.write") != null) {
				Files.writeString(this.path, current);
			}
			else if (!Files.exists(this.path) || !current.equals(Files.readString(this.path))) {
				throw new AssertionError(
						("""
								The service does not describe itself as %s does. If that is meant, write it anew, and look at \
								what git diff shows:
								  mvn test -pl %s -am -Dtest=OpenApi* -Dsurefire.failIfNoSpecifiedTests=false -Dcontract.write""")
							.formatted(this.path, Path.of("").toAbsolutePath().getFileName()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	JsonNode document() {
		return JSON.readTree(this.path);
	}

	private static String pretty(JsonNode document) {
		DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
		return JSON.writer()
			.with(new DefaultPrettyPrinter().withObjectIndenter(twoSpaces).withArrayIndenter(twoSpaces))
			.writeValueAsString(sorted(document)) + "\n";
	}

	private static Object sorted(JsonNode node) {
		if (node.isObject()) {
			Map<String, Object> fields = new TreeMap<>();
			node.properties().forEach((field) -> fields.put(field.getKey(), sorted(field.getValue())));
			return fields;
		}
		if (node.isArray()) {
			// Of types and required fields; others have an order.
			boolean set = node.values().stream().allMatch(JsonNode::isString);
			return node.values()
				.stream()
				.map(OpenApiFile::sorted)
				.sorted(set ? Comparator.comparing(Object::toString) : (a, b) -> 0)
				.toList();
		}
		return node;
	}

}
