package io.orderflow.aws;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.Message;

import static io.orderflow.aws.Clients.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PutEventsTests {

	private static final String CREATED = "{\"state\":\"created\"}";

	private final EmbeddedAws aws = EmbeddedAws.start();

	private final Clients clients = Clients.of(this.aws);

	@AfterEach
	void stop() {
		this.clients.close();
		this.aws.close();
	}

	@Test
	void aMatchingEventReachesTheQueueInItsEnvelope() {
		PutEventsResponse answer = this.clients.put(orderPlaced(CREATED).toBuilder()
			.time(Instant.parse("2026-11-23T10:15:30.987654Z"))
			.resources("order/1", "a \"quoted\" one")
			.build());
		assertThat(answer.failedEntryCount()).isZero();
		assertThat(this.clients.receive("invoices")).extracting(Message::body)
			.containsExactly("{\"version\":\"0\",\"id\":\"" + answer.entries().get(0).eventId()
					+ "\",\"detail-type\":\"OrderPlaced\",\"source\":\"demo.orders\",\"account\":\"000000000000\","
					+ "\"time\":\"2026-11-23T10:15:30Z\",\"region\":\"eu-central-1\","
					+ "\"resources\":[\"order/1\",\"a \\\"quoted\\\" one\"],\"detail\":" + CREATED + "}");
	}

	@Test
	void anEventWithoutATimeGetsThePresentOneInWholeSeconds() {
		Instant before = Instant.now().minusSeconds(1);
		this.clients.put(orderPlaced(CREATED));
		String time = this.clients.receive("invoices").get(0).body().replaceFirst(".*\"time\":\"([^\"]*)\".*", "$1");
		assertThat(time).matches("....-..-..T..:..:..Z");
		assertThat(Instant.parse(time)).isBetween(before, Instant.now());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"state\":\"created\",\"n\":[1e999999999,0.10,12345678901234567890.123456789012345]}",
			"{\"state\":\"created\",\"a\":1,\"a\":2}",
			"{ \"state\" : \"created\",\n\t\"text\":\"本 ü \\u00fc 😀 \\u0000\\r\" }" })
	void aDetailIsDeliveredAsItWasSent(String detail) {
		assertThat(this.clients.put(orderPlaced(detail)).failedEntryCount()).isZero();
		assertThat(this.clients.receive("invoices")).singleElement()
			.satisfies((message) -> assertThat(message.body()).endsWith("\"detail\":" + detail + "}"));
	}

	@Test
	void eventsThatMatchNoRuleAreTakenAndDropped() {
		PutEventsResponse answer = this.clients.put(orderPlaced("{\"state\":\"cancelled\"}"),
				orderPlaced(CREATED).toBuilder().source("another").build(),
				orderPlaced(CREATED).toBuilder().eventBusName(null).build());
		assertThat(answer.entries()).extracting(PutEventsResultEntry::eventId)
			.doesNotContainNull()
			.doesNotHaveDuplicates();
		assertThat(this.clients.size("invoices")).isZero();
	}

	@Test
	void wrongEntriesAreAnsweredInTheirPlacesAndTheRestAreDelivered() {
		PutEventsResponse answer = this.clients.put(orderPlaced(CREATED),
				orderPlaced(CREATED).toBuilder().source(null).build(),
				orderPlaced(CREATED).toBuilder().detailType("").build(), orderPlaced(null), orderPlaced("[]"),
				orderPlaced("{\"state\":NaN}"), orderPlaced(CREATED + " "), orderPlaced(CREATED + "x"),
				orderPlaced(CREATED).toBuilder().source("aws.s3").build(), orderPlaced("{\"a\":".repeat(5000)));
		assertThat(answer.failedEntryCount()).isEqualTo(8);
		assertThat(answer.entries()).extracting(PutEventsResultEntry::errorCode)
			.containsExactly(null, "InvalidArgument", "InvalidArgument", "InvalidArgument", "MalformedDetail",
					"MalformedDetail", null, "MalformedDetail", "NotAuthorizedForSourceException", "MalformedDetail");
		assertThat(answer.entries()).extracting(PutEventsResultEntry::errorMessage)
			.contains("Parameter Source is not valid. Reason: Source is a required argument.",
					"Parameter DetailType is not valid. Reason: DetailType is a required argument.",
					"Parameter Detail is not valid. Reason: Detail is a required argument.", "Detail is malformed.");
		assertThat(this.clients.size("invoices")).isEqualTo(2);
	}

	@Test
	void anUnknownBusIsNamedTogetherWithTheKnownOnesAndNothingIsDelivered() {
		assertThatExceptionOfType(ResourceNotFoundException.class)
			.isThrownBy(() -> this.clients.put(orderPlaced(CREATED),
					orderPlaced(CREATED).toBuilder().eventBusName("ordres").build()))
			.withMessageContaining("Event bus ordres does not exist; there are [default, orders]");
		assertThat(this.clients.size("invoices")).isZero();
	}

	@Test
	void aBusMayBeNamedByItsArn() {
		this.clients.put(orderPlaced(CREATED).toBuilder()
			.eventBusName("arn:aws:events:eu-central-1:000000000000:event-bus/orders")
			.build());
		assertThat(this.clients.size("invoices")).isOne();
	}

	@Test
	void tenEntriesAreTakenAndElevenOrNoneAreNot() {
		PutEventsRequestEntry[] ten = entries(10);
		assertThat(this.clients.put(ten).failedEntryCount()).isZero();
		assertRefused("Member must have length less than or equal to 10", entries(11));
		assertRefused("Member must have length greater than or equal to 1");
		assertThat(this.clients.size("invoices")).isEqualTo(10);
	}

	@Test
	void theEntriesOfACallHaveTwoHundredFiftySixKilobytesTogether() {
		int others = "demo.orders".length() + "OrderPlaced".length() + "order/1".length() + 14;
		String umlauts = "ü".repeat(1000);
		String detail = "{\"state\":\"created\",\"text\":\"" + umlauts + "%s\"}";
		int rest = 256 * 1024 - others - (detail.length() - "%s".length() + umlauts.length());
		PutEventsRequestEntry.Builder largest = orderPlaced(detail.formatted("x".repeat(rest))).toBuilder()
			.resources("order/1")
			.time(Instant.now());
		assertThat(this.clients.put(largest.build()).failedEntryCount()).isZero();
		assertThat(this.clients.receive("invoices")).hasSize(1);
		assertRefused("Total size of the entries in the request is over the limit.",
				largest.detail(detail.formatted("x".repeat(rest + 1))).build());
	}

	@Test
	void aThousandEventsArriveOnceEach() {
		for (int call = 0; call < 100; call++) {
			assertThat(this.clients.put(entries(10)).failedEntryCount()).isZero();
		}
		assertThat(this.clients.size("invoices")).isEqualTo(1000);
		assertThat(this.aws.faults().calls()).isEqualTo(100);
		assertThat(this.aws.faults().entries()).isEqualTo(1000);
		assertThat(this.clients.receive("invoices")).extracting(Message::body).doesNotHaveDuplicates().hasSize(1000);
	}

	private static PutEventsRequestEntry[] entries(int count) {
		return IntStream.range(0, count).mapToObj((i) -> orderPlaced(CREATED)).toArray(PutEventsRequestEntry[]::new);
	}

	private void assertRefused(String message, PutEventsRequestEntry... entries) {
		assertThatExceptionOfType(EventBridgeException.class)
			.isThrownBy(() -> this.clients.eventBridge().putEvents((request) -> request.entries(List.of(entries))))
			.withMessageContaining(message)
			.satisfies((ex) -> {
				assertThat(ex.statusCode()).isEqualTo(400);
				assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
				assertThat(ex.requestId()).isNotBlank();
			});
	}

}
