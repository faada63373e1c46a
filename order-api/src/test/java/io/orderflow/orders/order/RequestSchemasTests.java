package io.orderflow.orders.order;

import java.util.Locale;
import java.util.Locale.IsoCountryCode;

import io.orderflow.orders.OrderApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document says what the service does.
 */
@OrderApiTest
class RequestSchemasTests {

	@Autowired
	private RestTestClient http;

	private JsonNode api;

	@BeforeEach
	void read() {
		this.api = new JsonMapper().readTree(this.http.get()
			.uri("/v3/api-docs")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	/** All that the tests of this service over HTTP have seen. */
	@ParameterizedTest
	@CsvSource({ "/orders,post,201 400 401 403 406 408 409 413 415 422 503", "/orders,get,200 400 401 403 406 503",
			"/orders/{id},get,200 400 401 403 404 406 503" })
	void everyStatusOfAnOperationIsDescribed(String path, String method, String statuses) {
		JsonNode responses = this.api.get("paths").get(path).get(method).get("responses");
		assertThat(responses.propertyNames()).contains(statuses.split(" ")).doesNotContain("default", "500");
		responses.properties()
			.stream()
			.filter((response) -> response.getKey().compareTo("400") >= 0)
			.forEach((response) -> assertThat(
					response.getValue().at("/content/application~1problem+json/schema/$ref").asString())
				.isEqualTo("#/components/schemas/Problem"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "OrderRequest", "Customer", "Address", "OrderLine" })
	void anUnknownFieldIsRefused(String type) {
		assertThat(schema(type).get("additionalProperties").asBoolean(true)).isFalse();
	}

	@Test
	void fieldsThatMayBeLeftOutMayBeNull() {
		assertThat(schema("OrderRequest").at("/properties/reference/type").toString()).contains("null");
		assertThat(schema("OrderLine").at("/properties/vatCategory/enum").toString())
			.isEqualTo("[\"S\",\"Z\",\"E\",\"AE\",\"G\",null]");
		assertThat(schema("OrderLine").at("/properties/sku/type").asString()).isEqualTo("string");
	}

	@Test
	void codesAndLimitsAreSaid() {
		assertThat(schema("OrderRequest").at("/properties/currency/enum").toString())
			.isEqualTo("[\"EUR\",\"JPY\",\"USD\"]");
		assertThat(schema("Address").at("/properties/country/enum").size())
			.isEqualTo(Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2).size());
		assertThat(schema("OrderRequest").at("/properties/lines/maxItems").asInt()).isEqualTo(200);
		JsonNode quantity = schema("OrderLine").at("/properties/quantity/anyOf");
		assertThat(quantity.at("/0/pattern").asString()).isEqualTo("^(?=.*[1-9])0*[0-9]{1,6}(\\.[0-9]{1,3})?$");
		assertThat(quantity.at("/1/exclusiveMinimum").asInt(-1)).isZero();
		assertThat(quantity.at("/1/maximum").asDecimal()).isEqualTo("999999.999");
	}

	@Test
	void anAmountInAnAnswerIsAString() {
		assertThat(schema("Totals").at("/properties/gross/type").asString()).isEqualTo("string");
	}

	@ParameterizedTest
	@CsvSource({ "Ada,true", "' x ',true", "'\u00A0',false", "'  ',false", "'',false", "'a\u0085',false",
			"'\uFFFF',false", "'\u3000',false", "'\uD83D\uDE00',true" })
	void theFormOfATextIsItsConstraint(String text, boolean valid) {
		assertThat(text.matches(Text.FORM)).isEqualTo(valid);
		assertThat(Text.Validator.isText(text)).isEqualTo(valid);
	}

	@Test
	void theFormOfATextIsItsConstraintForEveryCharacter() {
		for (char character = 0; character < Character.MAX_VALUE; character++) {
			if (!Character.isSurrogate(character)) {
				String text = String.valueOf(character);
				assertThat(text.matches(Text.FORM)).as("U+%04X", (int) character)
					.isEqualTo(Text.Validator.isText(text));
			}
		}
	}

	private JsonNode schema(String type) {
		return this.api.get("components").get("schemas").get(type);
	}

}
