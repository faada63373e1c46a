package io.orderflow.contract;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SchemaBreaksTests {

	private static final String SCHEMA = """
			{ "type": "object", "title": "An event", "required": ["id", "name"],
			  "properties": {
			    "id": { "$ref": "#/$defs/id", "description": "Its own." },
			    "name": { "type": "string", "minLength": 2, "maxLength": 9 },
			    "version": { "const": 1 },
			    "kind": { "enum": ["a", "b"] },
			    "count": { "type": "integer", "minimum": 0, "maximum": 9 },
			    "rate": { "anyOf": [{ "type": "string" }, { "type": "number", "exclusiveMinimum": 0 }] },
			    "due": { "type": "string", "format": "date" },
			    "list": { "type": "array", "minItems": 1, "maxItems": 5, "items": { "type": ["string", "null"] } } },
			  "$defs": { "id": { "type": "string", "pattern": "^[0-9]+$" } } }""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			["id", "name"]         | ["id"]                              | event: required
			"version":             | "edition":                          | event/version: property
			^[0-9]+$               | ^[0-9a-f]+$                         | event/id: pattern
			, "pattern": "^[0-9]+$" | ``                                 | event/id: pattern
			"minLength": 2         | "minLength": 1                      | event/name: minLength
			"maxLength": 9         | "maxLength": 10                     | event/name: maxLength
			, "maxLength": 9       | ``                                  | event/name: maxLength
			"const": 1             | "const": 2                          | event/version: values
			"const": 1             | "type": "integer"                   | event/version: values
			["a", "b"]             | ["a", "b", "c"]                     | event/kind: values
			"integer"              | "number"                            | event/count: type
			"type": "integer",     | ``                                  | event/count: type
			"minimum": 0           | "minimum": -1                       | event/count: minimum
			"maximum": 9           | "maximum": 9.5                      | event/count: maximum
			[{ "type": "string" }, | [{ "type": "boolean" },             | event/rate: anyOf
			"exclusiveMinimum": 0  | "exclusiveMinimum": -1              | event/rate: anyOf
			"format": "date"       | "format": "date-time"               | event/due: format
			"minItems": 1          | "minItems": 0                       | event/list: minItems
			"maxItems": 5          | "maxItems": 6                       | event/list: maxItems
			["string", "null"]     | ["string", "null", "integer"]       | event/list/*: type
			"items": { "type": ["string", "null"] } | "uniqueItems": true | event/list: items
			"maxItems": 5          | "maxItems": 5, "contains": {}       | event/list: contains
			"title": "An event"    | "not": {}                           | event: not""")
	void whatBreaksAReaderIsNamed(String was, String is, String name) {
		List<String> breaks = sent(SCHEMA, changed(was, is));
		assertThat(breaks).anySatisfy((each) -> assertThat(each).startsWith(name + " was "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"An event"             | "One"
			"description": "Its own." | "description": "One."
			["id", "name"]         | ["name", "id", "kind"]
			"version":             | "new": {}, "version":
			"minLength": 2         | "minLength": 3
			"maxLength": 9         | "maxLength": 8, "pattern": "^x"
			["a", "b"]             | ["b"]
			"enum": ["a", "b"]     | "const": "a"
			"maximum": 9           | "maximum": 8
			, { "type": "number", "exclusiveMinimum": 0 }] | ]
			["string", "null"]     | ["string"]
			"required":            | "additionalProperties": false, "required":""")
	void whatAReaderCanStillReadPasses(String was, String is) {
		assertThat(sent(SCHEMA, changed(was, is))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			["id", "name"]         | ["id", "name", "due"] | event: required
			"version":             | "edition":            | event/version: property
			"version":             | "new": {}, "version": | event/new: property
			"maxLength": 9         | "maxLength": 8        | event/name: maxLength
			["a", "b"]             | ["b"]                 | event/kind: values
			["string", "null"]     | ["string"]            | event/list/*: type
			, { "type": "number", "exclusiveMinimum": 0 }] | ] | event/rate: anyOf
			"required":            | "additionalProperties": false, "required": | event: additionalProperties""")
	void whatRefusesARequestIsNamed(String was, String is, String name) {
		assertThat(taken(SCHEMA, changed(was, is))).anySatisfy((each) -> assertThat(each).startsWith(name + " was "));
	}

	@Test
	void aRequestMayLeaveOutMoreAndHoldMore() {
		assertThat(taken(SCHEMA, changed("[\"id\", \"name\"]", "[\"id\"]"))).isEmpty();
		assertThat(taken(SCHEMA, changed("\"maxLength\": 9", "\"maxLength\": 10"))).isEmpty();
		String closed = changed("\"required\":", "\"additionalProperties\": false, \"required\":");
		assertThat(taken(closed, closed.replace("\"version\":", "\"new\": {}, \"version\":"))).isEmpty();
		assertThat(taken(closed, SCHEMA)).isEmpty();
	}

	@Test
	void aRequestsAlternativeMustTakeAllThatItTook() {
		String released = "{\"anyOf\": [{\"properties\": {\"a\": {}, \"b\": {}}, \"additionalProperties\": false}]}";
		assertThat(taken(released, released.replace(", \"b\": {}", ""))).singleElement().asString().contains("anyOf");
		assertThat(taken(released, released.replace(", \"b\"", ", \"c\": {}, \"b\""))).isEmpty();
	}

	@Test
	void aReferenceThatIsNotUnderstoodIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> sent(SCHEMA, changed("#/$defs/id", "other.json")));
		assertThatIllegalArgumentException().isThrownBy(() -> sent(SCHEMA, changed("Its own.\"", "\", \"type\": {}")));
		assertThatIllegalArgumentException().isThrownBy(
				() -> sent(SCHEMA, changed("\"type\": \"string\", \"pattern\"", "\"$ref\": \"#/$defs/id\", \"x\"")));
	}

	private static String changed(String was, String is) {
		assertThat(SCHEMA).contains(was);
		return SCHEMA.replace(was, (is != null) ? is : "");
	}

	private static List<String> sent(String released, String current) {
		return SchemaBreaks.sent("event", inlined(released), inlined(current));
	}

	private static List<String> taken(String released, String current) {
		return SchemaBreaks.taken("event", inlined(released), inlined(current));
	}

	private static JsonNode inlined(String schema) {
		JsonNode document = JsonMapper.shared().readTree(schema);
		return Inlined.of(document, document);
	}

}
