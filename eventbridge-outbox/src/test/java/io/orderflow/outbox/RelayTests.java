package io.orderflow.outbox;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.aws.Faults;
import io.orderflow.outbox.TestApplication.TestOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sqs.model.Message;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@OutboxTest
class RelayTests {

	private final Faults faults = Infrastructure.AWS.faults();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Autowired
	private TestOutbox test;

	@Autowired
	private DataSource dataSource;

	@Autowired
	private PlatformTransactionManager transactions;

	@BeforeEach
	@AfterEach
	void clear() {
		this.test.clear();
	}

	@Test
	void upToTenEventsGoOutInOneCall() {
		this.test.publish(25);
		int calls = this.faults.calls();
		Relay relay = relay(DataSize.ofKilobytes(256));
		assertThat(relay.relay().more()).as("more after the first ten").isTrue();
		assertThat(relay.relay().more()).as("more after twenty").isTrue();
		assertThat(relay.relay().more()).as("more after twenty-five").isFalse();
		assertThat(this.faults.calls() - calls).isEqualTo(3);
		assertThat(this.test.waiting()).isZero();
	}

	@Test
	void noMoreGoesOutInOneCallThanARequestMayHold() {
		String text = "x".repeat(100 * 1024);
		for (int i = 0; i < 5; i++) {
			this.test.publish("{\"state\":\"created\",\"text\":\"%s\"}".formatted(text));
		}
		int calls = this.faults.calls();
		relayAll(relay(DataSize.ofKilobytes(256)));
		assertThat(this.faults.calls() - calls).isEqualTo(3);
		assertThat(this.test.waiting()).isZero();
	}

	@Test
	void theEventArrivesAsItWasPublished() {
		this.test.publish("{\"state\":\"created\",\"amount\":1.50,\"text\":\"\uD83D\uDE00\"}");
		relayAll(relay(DataSize.ofKilobytes(256)));
		assertThat(Infrastructure.receive()).extracting(Message::body)
			.singleElement()
			.asString()
			.contains("\"source\":\"demo.orders\"", "\"detail-type\":\"OrderPlaced\"", "1.50", "\uD83D\uDE00");
	}

	@Test
	void onlyTheEntriesThatFailedAreTriedAgain() {
		this.test.publish(7);
		this.test.publish("{\"state\":\"created\",\"fails\":true}");
		this.test.publish(1);
		this.faults.failEntriesWhere((detail) -> detail.contains("fails"), "InternalFailure");
		relayAll(relay(DataSize.ofKilobytes(256)));
		assertThat(this.test.waiting()).isOne();
		assertThat(this.test.attempts()).isOne();
		assertThat(this.test.lastError()).startsWith("InternalFailure");
		assertThat(count("eventbridge.outbox.published")).isEqualTo(8);

		this.faults.clear();
		relayAll(relay(DataSize.ofKilobytes(256)));
		assertThat(this.test.waiting()).as("not before its time").isOne();
		this.test.jdbc.sql("update eventbridge_outbox set next_attempt_at = now()").update();
		relayAll(relay(DataSize.ofKilobytes(256)));
		assertThat(this.test.waiting()).isZero();
	}

	@Test
	void anEventThatCanNeverBeTakenIsParkedWithItsReason() {
		this.test.publish(2);
		this.test.publish("{\"state\":\"created\",\"fails\":true}");
		this.faults.failEntriesWhere((detail) -> detail.contains("fails"), "MalformedDetail");
		relayAll(relay(DataSize.ofKilobytes(256)));
		assertThat(this.test.waiting()).isZero();
		assertThat(this.test.parked()).isOne();
		assertThat(this.test.lastError()).startsWith("MalformedDetail");
		assertThat(count("eventbridge.outbox.parked")).isOne();
	}

	@Test
	void aRowThatSomebodyWroteWrongIsParkedAndHoldsUpNoOther() {
		this.test.publish(1);
		for (String wrong : List.of("'orders', '', 'OrderPlaced'", "'orders', 'demo.orders', ''")) {
			this.test.jdbc
				.sql("insert into eventbridge_outbox (bus, source, detail_type, detail) values (" + wrong + ", '{}')")
				.update();
		}
		this.test.publish(1);
		relayAll(relay(DataSize.ofKilobytes(256)));
		assertThat(this.test.waiting()).isZero();
		assertThat(this.test.parked()).isEqualTo(2);
		assertThat(count("eventbridge.outbox.published")).isEqualTo(2);
	}

	@Test
	void anExpiredRoleParksNothingAndTouchesNoRow() {
		for (String error : List.of("ExpiredTokenException", "AccessDeniedException", "ThrottlingException",
				"UnrecognizedClientException", "InternalException", "ResourceNotFoundException")) {
			this.test.clear();
			this.test.publish(3);
			this.faults.failCalls(1, 400, error);
			Relay relay = relay(DataSize.ofKilobytes(256));
			assertThatExceptionOfType(SdkException.class).as(error).isThrownBy(relay::relay);
			assertThat(this.test.waiting()).as(error).isEqualTo(3);
			assertThat(this.test.attempts()).as(error).isZero();
		}
	}

	@Test
	void aRefusalOfSingleEntriesThatIsNotAboutThemTouchesNoRowEither() {
		for (String error : List.of("ThrottlingException", "AccessDeniedException",
				"NotAuthorizedForSourceException")) {
			this.test.clear();
			this.test.publish(2);
			this.test.publish("{\"state\":\"created\",\"fails\":true}");
			this.faults.failEntriesWhere((detail) -> detail.contains("fails"), error);
			Relay relay = relay(DataSize.ofKilobytes(256));
			assertThatExceptionOfType(RefusedException.class).isThrownBy(relay::relay).withMessageContaining(error);
			assertThat(this.test.waiting()).as("the others are gone").isOne();
			assertThat(this.test.attempts()).isZero();
			assertThat(this.test.parked()).isZero();
		}
	}

	@Test
	void aCallThatIsRefusedAsInvalidIsTriedEntryByEntry() {
		String large = "{\"state\":\"created\",\"text\":\"%s\"}".formatted("x".repeat(200 * 1024));
		this.test.publish(large);
		this.test.publish(large);
		this.test.publish(1);
		// EventBridge takes 256 KB here, whatever the relay believes.
		relayAll(relay(DataSize.ofMegabytes(1)));
		assertThat(this.test.waiting()).isZero();
		assertThat(this.test.parked()).isZero();
	}

	@Test
	void ofACallThatIsRefusedAsInvalidOnlyTheCauseIsParked() {
		this.test.publish(2);
		this.test.jdbc
			.sql("insert into eventbridge_outbox (bus, source, detail_type, detail) values "
					+ "('orders', 'demo.orders', 'OrderPlaced', ?::json)")
			.param("{\"text\":\"%s\"}".formatted("x".repeat(300 * 1024)))
			.update();
		this.test.publish(2);
		relayAll(relay(DataSize.ofMegabytes(1)));
		assertThat(this.test.waiting()).isZero();
		assertThat(this.test.parked()).isOne();
		assertThat(this.test.lastError()).startsWith("ValidationException: ").containsIgnoringCase("size");
	}

	@Test
	void whatWentOutOneByOneBeforeAFailureDoesNotGoOutAgain() {
		this.test.publish(2);
		this.test.publish("{\"state\":\"created\",\"fails\":true}");
		EventBridgeClient working = Infrastructure.client();
		EventBridgeClient failing = new EventBridgeClient() {

			@Override
			public PutEventsResponse putEvents(PutEventsRequest request) {
				if (request.entries().size() > 1) {
					throw refusal("ValidationException");
				}
				if (request.entries().get(0).detail().contains("fails")) {
					throw refusal("ThrottlingException");
				}
				return working.putEvents(request);
			}

			@Override
			public String serviceName() {
				return working.serviceName();
			}

			@Override
			public void close() {
				working.close();
			}

		};
		Relay relay = relay(failing, DataSize.ofKilobytes(256));
		assertThatExceptionOfType(SdkException.class).isThrownBy(relay::relay);
		assertThat(this.test.waiting()).isOne();
		assertThat(this.test.attempts()).isZero();
	}

	private static EventBridgeException refusal(String code) {
		return (EventBridgeException) EventBridgeException.builder()
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
			.build();
	}

	@Test
	void manyRelaysShareTheWorkAndSendNothingTwice() throws Exception {
		this.test.publish(300);
		int entries = this.faults.entries();
		ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			List<Callable<Void>> relays = IntStream.range(0, 6).mapToObj((i) -> (Callable<Void>) () -> {
				relayAll(relay(DataSize.ofKilobytes(256)));
				return null;
			}).toList();
			for (Future<Void> done : threads.invokeAll(relays)) {
				done.get();
			}
		}
		finally {
			threads.shutdown();
		}
		relayAll(relay(DataSize.ofKilobytes(256)));
		assertThat(this.test.waiting()).isZero();
		assertThat(this.faults.entries() - entries).isEqualTo(300);
	}

	private void relayAll(Relay relay) {
		while (relay.relay().more()) {
			// As the relay's thread does.
		}
	}

	private double count(String meter) {
		return this.meters.get(meter).counter().count();
	}

	private Relay relay(DataSize maxRequestSize) {
		return relay(Infrastructure.client(), maxRequestSize);
	}

	private Relay relay(EventBridgeClient client, DataSize maxRequestSize) {
		return Infrastructure.relay(new TransactionTemplate(this.transactions), this.dataSource,
				new OutboxMetrics(this.meters), client, Infrastructure.noTracing(), maxRequestSize);
	}

}
