package io.orderflow.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service's answers, held against its OpenAPI document, more strictly than a client may
 * be: a field that the document does not name is a fault.
 */
public final class Answers {

	private static final String LOCATION = "urn:openapi";

	private final JsonNode document;

	private final SchemaRegistry schemas;

	private Answers(JsonNode document) {
		this.document = document;
		document.at("/components/schemas").forEach(Answers::close);
		this.schemas = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
				(builder) -> builder.schemas(Map.of(LOCATION, document.toString()))
					.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
	}

	/**
	 * By what a file says.
	 */
	public static Answers by(OpenApiFile file) {
		return new Answers(file.document());
	}

	/**
	 * What is wrong with an answer.
	 * @param method of the request
	 * @param path as the document has it, such as {@code /orders/{id}}
	 * @param status of the answer
	 * @param type its media type, without parameters
	 * @param body its body, of JSON alone looked into
	 * @return empty if nothing is
	 */
	public List<String> faults(String method, String path, int status, @Nullable String type, @Nullable String body) {
		String what = method + " " + path + ", " + status + " " + type;
		JsonNode content = this.document.path("paths")
			.path(path)
			.path(method.toLowerCase(Locale.ROOT))
			.path("responses")
			.path(String.valueOf(status))
			.path("content");
		if (type == null || !content.has(type)) {
			return List.of(what + " is not described");
		}
		if (!type.endsWith("json")) {
			return List.of();
		}
		String pointer = "/paths/%s/%s/responses/%d/content/%s/schema".formatted(escape(path),
				method.toLowerCase(Locale.ROOT), status, escape(type));
		return this.schemas.getSchema(SchemaLocation.of(LOCATION + "#" + pointer))
			.validate(body, InputFormat.JSON)
			.stream()
			.map((fault) -> what + ": " + fault.getInstanceLocation() + " " + fault.getMessage())
			.toList();
	}

	private static String escape(String name) {
		return name.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
	}

	private static void close(JsonNode schema) {
		schema.forEach(Answers::close);
		if (schema instanceof ObjectNode object && schema.path("properties").isObject()
				&& !schema.has("additionalProperties")) {
			object.put("additionalProperties", false);
		}
	}

}
