package io.orderflow.aws;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolTests {

	private static EmbeddedAws aws;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeAll
	static void start() {
		aws = EmbeddedAws.start();
	}

	@AfterAll
	static void stop() {
		aws.close();
	}

	@Test
	void anAnswerIsAwsJsonWithARequestId() throws Exception {
		HttpResponse<String> answer = post("AWSEvents.PutEvents", """
				{"Entries":[{"Source":"demo.orders","DetailType":"OrderPlaced","Detail":"{}","EventBusName":"orders",
				"Time":1764000000.123,"TraceHeader":"Root=1","Later":{}}]}""");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
		assertThat(answer.headers().firstValue("x-amzn-RequestId").orElseThrow()).hasSize(36);
		assertThat(answer.body())
			.matches("\\{\"FailedEntryCount\":0,\"Entries\":\\[\\{\"EventId\":\"[0-9a-f-]{36}\"}]}");
	}

	@Test
	void anotherOperationIsUnknown() throws Exception {
		assertRefused(post("AWSEvents.PutRule", "{}"), 400, "UnknownOperationException", "AWSEvents.PutRule");
		assertRefused(post("AmazonSQS.SendMessage", "{}"), 400, "UnknownOperationException", "AmazonSQS.SendMessage");
	}

	@Test
	void aBusIsDescribedByItsNameOrArnAndTheDefaultBusWithoutOne() throws Exception {
		String arn = "arn:aws:events:eu-central-1:000000000000:event-bus/";
		for (String name : List.of("orders", arn + "orders")) {
			HttpResponse<String> answer = post("AWSEvents.DescribeEventBus",
					"{\"Name\":\"%s\",\"Later\":1}".formatted(name));
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("{\"Name\":\"orders\",\"Arn\":\"%sorders\"}".formatted(arn));
		}
		assertThat(post("AWSEvents.DescribeEventBus", "{}").body()).contains(arn + "default");
	}

	@Test
	void aBusThatIsNotThereIsNotDescribed() throws Exception {
		assertRefused(post("AWSEvents.DescribeEventBus", "{\"Name\":\"oders\"}"), 400, "ResourceNotFoundException",
				"Event bus oders does not exist");
		for (String body : List.of("", "null", "{\"Name\":1}", "[]")) {
			assertRefused(post("AWSEvents.DescribeEventBus", body), 400, "SerializationException", "");
		}
	}

	@Test
	void faultsAreThoseOfEveryOperationAndPutEventsAloneAreCounted() throws Exception {
		int calls = aws.faults().calls();
		aws.faults().failCalls(1, 400, "AccessDeniedException");
		try {
			assertRefused(post("AWSEvents.DescribeEventBus", "{}"), 400, "AccessDeniedException", "");
			assertThat(aws.faults().calls()).isEqualTo(calls);
		}
		finally {
			aws.faults().clear();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{\"Entries\":{}}", "{\"Entries\":[1]}", "{\"Entries\":[]} x",
			"{\"Entries\":[{\"Source\":1}]}", "{\"Entries\":[{\"Detail\":{}}]}", "{\"Entries\":[{\"Time\":\"now\"}]}",
			"{\"Entries\":[{\"Time\":1e999999999}]}", "{\"Entries\":[{\"Time\":-1}]}" })
	void whatIsNotARequestIsRefused(String body) throws Exception {
		assertRefused(post("AWSEvents.PutEvents", body), 400, "SerializationException", "");
	}

	@Test
	void theTimeOfAnEntryMayBeAsSmallAsJsonAllows() throws Exception {
		assertThat(post("AWSEvents.PutEvents",
				"{\"Entries\":[{\"Source\":\"a\",\"DetailType\":\"b\",\"Detail\":\"{}\",\"Time\":1e-99999999}]}")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void bytesThatAreNotUtf8AreRefused() throws Exception {
		byte[] body = "{\"Entries\":[{\"Source\":\"ü\"}]}".getBytes(StandardCharsets.ISO_8859_1);
		assertRefused(post("AWSEvents.PutEvents", HttpRequest.BodyPublishers.ofByteArray(body)), 400,
				"SerializationException", "");
	}

	@Test
	void missingAndNullEntriesAreRefused() throws Exception {
		assertRefused(post("AWSEvents.PutEvents", "{}"), 400, "ValidationException", "Member must not be null");
		assertRefused(post("AWSEvents.PutEvents", "{\"Entries\":[null]}"), 400, "ValidationException",
				"Member must not be null");
	}

	@Test
	void aBodyOfMoreThanTwoMegabytesIsTooLarge() throws Exception {
		assertRefused(post("AWSEvents.PutEvents", " ".repeat(2 * 1024 * 1024 + 1)), 413,
				"RequestEntityTooLargeException", "2097152");
	}

	private HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
		return post(target, HttpRequest.BodyPublishers.ofString(body));
	}

	private HttpResponse<String> post(String target, HttpRequest.BodyPublisher body)
			throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(aws.eventBridgeEndpoint())
			.timeout(Duration.ofSeconds(30))
			.header("X-Amz-Target", target)
			.header("Content-Type", "application/x-amz-json-1.1")
			.POST(body)
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static void assertRefused(HttpResponse<String> answer, int status, String code, String message) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).contains("\"__type\":\"" + code + "\"").contains(message);
		assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
	}

}
