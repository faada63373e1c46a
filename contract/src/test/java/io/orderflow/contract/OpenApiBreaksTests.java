package io.orderflow.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiBreaksTests {

	private static final JsonNode RELEASED = JsonMapper.shared().readTree(Path.of("released/order-api.openapi.json"));

	private static final JsonMapper JSON = JsonMapper.shared();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/paths/~1orders~1{id}                              | /orders/{id}: is gone
					/paths/~1orders/post                               | /orders post: is gone
					/paths/~1orders/post/responses/409                 | /orders post answer 409: is gone
					/paths/~1orders/get/responses/200/content/application~1json | /orders get answer 200 application/json: is gone
					/paths/~1orders/get/parameters/0                   | /orders get parameter query limit: is gone
					/components/schemas/Document/properties/number     | /number: property was
					/components/schemas/OrderRequest/properties/reference | /reference: property was
					/components/schemas/OrderLine/properties/quantity/anyOf/0 | /quantity: anyOf was""")
	void whatIsGoneIsNamed(String pointer, String name) {
		int slash = pointer.lastIndexOf('/');
		String last = pointer.substring(slash + 1).replace("~1", "/");
		assertThat(breaks((document) -> {
			JsonNode parent = document.at(pointer.substring(0, slash));
			JsonNode removed = parent.isArray() ? ((ArrayNode) parent).remove(Integer.parseInt(last))
					: ((ObjectNode) parent).remove(last);
			assertThat(removed).isNotNull();
		})).anySatisfy((each) -> assertThat(each).contains(name));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/components/schemas/Document/properties/number        | type      | "integer" | /number: type was "string", is "integer"
					/components/schemas/OrderRequest/properties/reference | maxLength | 10        | /reference: maxLength was 100, is 10
					/components/schemas/CancellationRequest               | required  | ["reason", "lines"] | request application/json: required was
					/components/schemas/CancellationRequest/properties/lines | type   | "array"   | /lines: type was
					/paths/~1orders/get/parameters/0                      | required  | true      | /orders get parameter query limit: is required now
					/paths/~1orders/get/parameters/0/schema               | maximum   | 50        | parameter query limit: maximum was 100, is 50
					/paths/~1orders/get/parameters/0                      | style     | "x"       | style has changed, for which there is no rule
					/paths/~1orders/get/responses                         | 202       | {}        | /orders get answer 202: is new, and no error
					/paths/~1orders/get                                   | security  | []        | /orders get: security has changed
					``                                                    | openapi   | "3.2.0"   | document: openapi has changed""")
	void whatIsChangedIsNamed(String pointer, String field, String value, String name) {
		assertThat(breaks(put(pointer, field, value))).anySatisfy((each) -> assertThat(each).contains(name));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/components/schemas/Document/properties     | new         | { "type": "string" }
			/components/schemas/OrderRequest/properties | new         | { "type": "string" }
			/components/schemas/OrderRequest/properties/reference | maxLength | 200
			/components/schemas/Document                | required    | ["number"]
			/components/schemas                         | New         | {}
			/paths                                      | /new        | {}
			/paths/~1orders/get/responses               | 429         | {}
			/paths/~1orders/get                         | operationId | "orders"
			/info                                       | description | `"Takes orders."`""")
	void whatEveryClientCanLiveWithPasses(String pointer, String field, String value) {
		assertThat(breaks(put(pointer, field, value))).isEmpty();
	}

	@Test
	void aFurtherParameterMustBeOptional() {
		String optional = "{ \"in\": \"query\", \"name\": \"new\", \"schema\": {} }";
		assertThat(breaks((document) -> parameters(document).add(JSON.readTree(optional)))).isEmpty();
		assertThat(breaks(
				(document) -> parameters(document).add(((ObjectNode) JSON.readTree(optional)).put("required", true))))
			.containsExactly("/orders get parameter query new: is required now");
	}

	private static ArrayNode parameters(JsonNode document) {
		return (ArrayNode) document.at("/paths/~1orders/get/parameters");
	}

	private static Consumer<JsonNode> put(String pointer, String field, String value) {
		return (document) -> ((ObjectNode) document.at(pointer)).set(field, JSON.readTree(value));
	}

	private static List<String> breaks(Consumer<JsonNode> change) {
		JsonNode changed = RELEASED.deepCopy();
		change.accept(changed);
		return OpenApiBreaks.of(RELEASED, changed);
	}

}
