package io.orderflow.orders.order;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.orderflow.orders.OrderApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
class BadInputTests {

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
	}

	@AfterEach
	void nothingHasChanged() {
		assertThat(this.jdbc.sql("""
				select (select count(*) from orders) + (select count(*) from eventbridge_outbox)
				+ (select count(*) from idempotency_keys)
				""").query(Integer.class).single()).isZero();
	}

	static Stream<Arguments> wrongFields() {
		return Stream.of(field("/customer", (order) -> order.remove("customer")),
				field("/customer/name", (order) -> customer(order).remove("name")),
				field("/customer/name", (order) -> customer(order).put("name", " ")),
				field("/customer/name", (order) -> customer(order).put("name", 7)),
				field("/customer/name", (order) -> customer(order).put("name", "x".repeat(151))),
				field("/customer/name", (order) -> customer(order).put("name", "a\u0000b")),
				field("/customer/name", (order) -> customer(order).put("name", "a\nb")),
				field("/customer/name", (order) -> customer(order).put("name", "\u3000\u2003")),
				field("/customer/name", (order) -> customer(order).put("name", "\u200b\u00a0\u202e\ufeff\u00ad")),
				field("/customer/name", (order) -> customer(order).put("name", "next\u0085line")),
				field("/customer/name", (order) -> customer(order).put("name", "next\u2028line")),
				field("/customer/name", (order) -> customer(order).put("name", "no character of XML: \uFFFE")),
				field("/customer/name", (order) -> customer(order).put("name", "no character of XML: \uFFFF")),
				field("/customer/name", (order) -> raw(customer(order), "name", "1e2147483648")),
				field("/customer/email", (order) -> customer(order).put("email", "ada")),
				field("/customer/vatId", (order) -> customer(order).put("vatId", "12")),
				field("/customer/vatId", (order) -> customer(order).put("vatId", "XX123456789")),
				field("/customer/loyalty", (order) -> customer(order).put("loyalty", "gold")),
				field("/customer/address/country", (order) -> address(order).put("country", "UK")),
				field("/customer/address/city", (order) -> address(order).remove("city")),
				field("/currency", (order) -> order.remove("currency")),
				field("/currency", (order) -> order.put("currency", "eur")),
				field("/currency", (order) -> order.put("currency", "XYZ")),
				field("/currency", (order) -> order.put("currency", "USD")),
				field("/reference", (order) -> order.put("reference", "")),
				field("/colour", (order) -> order.put("colour", "red")),
				field("/a~1~0b", (order) -> order.put("a/~b", "red")),
				field("/lines", (order) -> order.putArray("lines")),
				field("/lines", (order) -> order.put("lines", "many")), field("/lines", BadInputTests::tooManyLines),
				field("/lines", (order) -> line(order).put("quantity", "999999").put("unitPrice", "999999999")),
				field("/lines/0", (order) -> ((ArrayNode) order.get("lines")).setNull(0)),
				field("/lines/0/quantity", (order) -> line(order).put("quantity", 0)),
				field("/lines/0/quantity", (order) -> line(order).put("quantity", "-1")),
				field("/lines/0/quantity", (order) -> line(order).put("quantity", "1.2345")),
				field("/lines/0/quantity", (order) -> line(order).put("quantity", true)),
				field("/lines/0/quantity", (order) -> line(order).put("quantity", "")),
				field("/lines/0/quantity", (order) -> line(order).putArray("quantity")),
				field("/lines/0/quantity", (order) -> line(order).put("quantity", "1000000")),
				field("/lines/0/quantity", (order) -> raw(line(order), "quantity", "-0")),
				field("/lines/0/quantity", (order) -> raw(line(order), "quantity", "1e6")),
				field("/lines/0/quantity", (order) -> raw(line(order), "quantity", "1e-4")),
				field("/lines/0/unitPrice", (order) -> raw(line(order), "unitPrice", "1e400")),
				field("/lines/0/unitPrice", (order) -> raw(line(order), "unitPrice", "-1e400")),
				field("/lines/0/unitPrice", (order) -> raw(line(order), "unitPrice", "1E-400")),
				field("/lines/0/unitPrice", (order) -> raw(line(order), "unitPrice", "0e400")),
				field("/lines/0/unitPrice", (order) -> raw(line(order), "unitPrice", "1e2147483648")),
				field("/lines/0/unitPrice", (order) -> raw(line(order), "unitPrice", "9".repeat(900))),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "1000000000")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "+1")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "-0")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "1.")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", ".5")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "1e2")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", " 1")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "\u0661")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "12.505")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "12,50")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "NaN")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "1e999999999")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "1e-2147483647")),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "9".repeat(1000))),
				field("/lines/0/unitPrice", (order) -> line(order).put("unitPrice", "-0.01")),
				field("/lines/0/vatRate", (order) -> line(order).put("vatRate", "100.01")),
				field("/lines/0/vatRate", (order) -> line(order).put("vatRate", "0").put("vatCategory", "S")),
				field("/lines/0/vatRate", (order) -> line(order).put("vatCategory", "Z")),
				field("/lines/0/vatCategory", (order) -> line(order).put("vatCategory", "X")),
				field("/lines/0/vatCategory", (order) -> line(order).put("vatCategory", 0)),
				field("/lines/0/vatCategory", (order) -> line(order).put("vatRate", 0).put("vatCategory", "AE")),
				field("/lines/0/exemptionReason", (order) -> line(order).put("vatRate", 0).put("vatCategory", "E")),
				field("/lines/0/exemptionReason", (order) -> line(order).put("exemptionReason", "none")),
				field("/lines/0/unit", (order) -> line(order).put("unit", "piece")),
				field("/lines/0/unit", (order) -> line(order).put("unit", "PCS")),
				field("/lines/0/sku", (order) -> line(order).put("sku", "half of a pair")));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("wrongFields")
	void aWrongFieldIsNamedByAPointer(String pointer, String body) throws Exception {
		HttpResponse<String> answer = post(BodyPublishers.ofString(body));
		assertProblem(answer, 400);
		assertThat(this.json.readTree(answer.body()).get("errors").findValuesAsString("pointer"))
			.contains("#" + pointer);
	}

	@Test
	void allWrongFieldsAreNamedAtOnce() throws Exception {
		String body = SampleOrders.order((order) -> {
			customer(order).put("email", "ada").remove("name");
			line(order).put("quantity", 0).put("unitPrice", "1.234");
		});
		JsonNode problem = this.json.readTree(post(BodyPublishers.ofString(body)).body());
		assertThat(problem.get("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("#/customer/email",
				"#/customer/name", "#/lines/0/quantity", "#/lines/0/unitPrice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "7", "\"text\"", "{", "{\"customer\":", "not json", "{\"currency\":NaN}",
			"{\"currency\":\"EUR\",\"currency\":\"EUR\"}", "{} {}", "{\"lines\":[{\"quantity\":1e999999999}]}",
			"{\"lines\":[{\"quantity\":0x10}]}", "{'currency':'EUR'}" })
	void whatIsNoOrderIsRefused(String body) throws Exception {
		assertProblem(post(BodyPublishers.ofString(body)), 400);
	}

	@Test
	void aDeepNestIsRefused() throws Exception {
		assertProblem(post(BodyPublishers.ofString("[".repeat(100_000))), 400);
		assertProblem(post(BodyPublishers.ofString("{\"customer\":".repeat(30_000))), 400);
	}

	@Test
	void veryManyEmptyLinesAreRefusedWithoutAVeryLargeAnswer() throws Exception {
		HttpResponse<String> answer = post(BodyPublishers.ofString("{\"lines\":[" + "{},".repeat(150_000) + "{}]}"));
		assertProblem(answer, 400);
		assertThat(answer.body()).hasSizeLessThan(20_000);
	}

	@Test
	void badUtf8IsRefused() throws Exception {
		byte[] body = SampleOrders.order((order) -> customer(order).put("name", "Ada ?"))
			.getBytes(StandardCharsets.ISO_8859_1);
		body[new String(body, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xE9;
		assertProblem(post(BodyPublishers.ofByteArray(body)), 400);
	}

	@Test
	void overlongUtf8IsRefused() throws Exception {
		byte[] body = SampleOrders.order((order) -> customer(order).put("name", "Ada ??"))
			.getBytes(StandardCharsets.ISO_8859_1);
		int at = new String(body, StandardCharsets.ISO_8859_1).indexOf("??");
		body[at] = (byte) 0xC1;
		body[at + 1] = (byte) 0x81;
		HttpResponse<String> answer = post(BodyPublishers.ofByteArray(body));
		assertProblem(answer, 400);
		assertThat(answer.body()).contains("The body is not UTF-8");
	}

	@Test
	void aBodyWithAContentEncodingIsRefused() throws Exception {
		HttpResponse<String> answer = send(request().header("Content-Type", "application/json")
			.header("Content-Encoding", "gzip")
			.POST(BodyPublishers.ofString(SampleOrders.order())));
		assertProblem(answer, 415);
		assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("identity");
	}

	@Test
	void aKeyThatIsNoneAndTwoKeysAreRefused() throws Exception {
		for (String key : new String[] { "x".repeat(256), " ", "\"\"", "\"  \"" }) {
			HttpResponse<String> answer = send(orderWith().header("Idempotency-Key", key));
			assertThat(answer.statusCode()).as(key).isEqualTo(400);
			assertProblem(answer, 400);
			assertThat(answer.body()).contains("must be 1 to 255 characters of printable ASCII");
		}
		HttpResponse<String> answer = send(orderWith().header("Idempotency-Key", "a").header("Idempotency-Key", "b"));
		assertProblem(answer, 400);
		assertThat(answer.body()).contains("must be sent once");
	}

	@Test
	void whatAFieldMustBeIsSaid() throws Exception {
		assertThat(detail((order) -> customer(order).put("name", 5))).isEqualTo("must be a string");
		assertThat(detail((order) -> order.put("customer", "Ada"))).isEqualTo("must be an object");
		assertThat(detail((order) -> order.put("lines", "many"))).isEqualTo("must be an array");
		assertThat(detail((order) -> line(order).put("quantity", true)))
			.isEqualTo("must be a decimal, such as 12.50, without a sign");
		assertThat(detail((order) -> line(order).put("vatCategory", "X"))).isEqualTo("must be one of [S, Z, E, AE, G]");
		assertThat(detail((order) -> order.remove("currency"))).isEqualTo("must not be null");
	}

	private String detail(Consumer<ObjectNode> change) throws Exception {
		JsonNode problem = this.json.readTree(post(BodyPublishers.ofString(SampleOrders.order(change))).body());
		assertThat(problem.get("errors")).hasSize(1);
		return problem.at("/errors/0/detail").asString();
	}

	private HttpRequest.Builder orderWith() {
		return request().header("Content-Type", "application/json").POST(BodyPublishers.ofString(SampleOrders.order()));
	}

	@Test
	void aBodyThatIsTooLargeIsRefusedWhetherItSaysItsLengthOrNot() throws Exception {
		byte[] body = new byte[10 * 1024 * 1024];
		assertProblem(post(BodyPublishers.ofByteArray(body)), 413);
		assertProblem(post(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body))), 413);
	}

	@Test
	void anotherKindOfBodyAnotherMethodAndAnotherPathAreProblemsToo() throws Exception {
		assertProblem(send(request().header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"))), 415);
		assertProblem(send(request().DELETE()), 405);
		assertProblem(send(request().header("Accept", "text/csv").GET()), 406);
		assertProblem(send(HttpRequest.newBuilder(uri("/nothing-here")).GET()), 404);
	}

	private HttpResponse<String> post(BodyPublisher body) throws Exception {
		return send(request().header("Content-Type", "application/json").POST(body));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request() {
		return HttpRequest.newBuilder(uri("/orders"));
	}

	private URI uri(String path) {
		return URI.create("http://localhost:%d%s".formatted(this.port, path));
	}

	private void assertProblem(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		JsonNode problem = this.json.readTree(answer.body());
		assertThat(problem.get("status").asInt()).isEqualTo(status);
		assertThat(answer.body()).as("what is inside stays inside")
			.doesNotContain("java.", "jackson", "Exception", "Feature", "Constraints", "enable");
	}

	private static Arguments field(String pointer, Consumer<ObjectNode> change) {
		return Arguments.of(pointer, SampleOrders.order(change).replace("half of a pair", "\\ud83d"));
	}

	private static void raw(ObjectNode object, String field, String json) {
		object.set(field, object.rawValueNode(new RawValue(json)));
	}

	private static ObjectNode customer(ObjectNode order) {
		return (ObjectNode) order.get("customer");
	}

	private static ObjectNode address(ObjectNode order) {
		return (ObjectNode) customer(order).get("address");
	}

	private static ObjectNode line(ObjectNode order) {
		return (ObjectNode) order.get("lines").get(0);
	}

	private static void tooManyLines(ObjectNode order) {
		JsonNode line = order.get("lines").get(0);
		ArrayNode lines = order.putArray("lines");
		for (int i = 0; i < 201; i++) {
			lines.add(line);
		}
	}

}
