package io.orderflow.aws;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

import static io.orderflow.aws.Clients.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FaultsTests {

	private final EmbeddedAws aws = EmbeddedAws.start();

	private final Clients clients = Clients.of(this.aws);

	private final Faults faults = this.aws.faults();

	@AfterEach
	void stop() {
		this.clients.close();
		this.aws.close();
	}

	@Test
	void aShareOfTheEntriesFailsAndIsNotDelivered() {
		this.faults.failEntries(0.3, "ThrottlingException");
		PutEventsResponse answer = this.clients.put(orders(10));
		assertThat(answer.failedEntryCount()).isEqualTo(3);
		assertThat(answer.entries()).extracting(PutEventsResultEntry::errorCode)
			.containsOnly(null, "ThrottlingException");
		assertThat(this.clients.size("invoices")).isEqualTo(7);
	}

	@Test
	void theEntriesOfCertainDetailsFail() {
		this.faults.failEntriesWhere((detail) -> detail.contains("\"order\":2"), "InternalFailure");
		assertThat(this.clients.put(orders(4)).entries()).extracting(PutEventsResultEntry::errorCode)
			.containsExactly(null, null, "InternalFailure", null);
		assertThat(this.clients.size("invoices")).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource({ "500, InternalException", "400, ThrottlingException", "400, AccessDeniedException",
			"403, ExpiredTokenException", "400, ValidationException" })
	void wholeCallsFail(int status, String code) {
		this.faults.failCalls(1, status, code);
		assertThatExceptionOfType(EventBridgeException.class).isThrownBy(() -> this.clients.put(orders(2)))
			.satisfies((ex) -> {
				assertThat(ex.statusCode()).isEqualTo(status);
				assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code);
			});
		assertThat(this.clients.size("invoices")).isZero();
		assertThat(this.faults.calls()).isOne();
		assertThat(this.faults.entries()).isEqualTo(2);
	}

	@Test
	void everySecondCallFails() {
		this.faults.failCalls(0.5, 500, "InternalException");
		this.clients.put(orders(1));
		assertThatExceptionOfType(EventBridgeException.class).isThrownBy(() -> this.clients.put(orders(1)));
		this.clients.put(orders(1));
		assertThat(this.clients.size("invoices")).isEqualTo(2);
	}

	@Test
	void answersAreDelayed() {
		this.faults.delay(Duration.ofMillis(300));
		long start = System.nanoTime();
		this.clients.put(orders(1));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void connectionsAreCutBeforeOrAfterTheEventsAreDelivered(boolean afterTaking) {
		this.faults.dropConnections(afterTaking);
		assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> this.clients.put(orders(3)));
		assertThat(this.clients.size("invoices")).isEqualTo(afterTaking ? 3 : 0);
		assertThat(this.faults.calls()).isOne();
	}

	@Test
	void onceClearedNothingFails() {
		this.faults.failCalls(1, 500, "InternalException");
		this.faults.failEntries(1, "InternalFailure");
		this.faults.failEntriesWhere((detail) -> true, "InternalFailure");
		this.faults.delay(Duration.ofHours(1));
		this.faults.dropConnections(true);
		this.faults.clear();
		assertThat(this.clients.put(orders(10)).failedEntryCount()).isZero();
	}

	@Test
	void faultsOfDifferentKindsAddUp() {
		this.faults.failEntries(1, "ThrottlingException");
		this.faults.failEntriesWhere((detail) -> detail.contains("\"order\":0"), "InternalFailure");
		assertThat(this.clients.put(orders(2)).entries()).extracting(PutEventsResultEntry::errorCode)
			.containsExactly("InternalFailure", "ThrottlingException");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void aShareIsFromNothingToAll(double share) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.failEntries(share, "InternalFailure"))
			.withMessageContaining(String.valueOf(share));
	}

	private static PutEventsRequestEntry[] orders(int count) {
		return IntStream.range(0, count)
			.mapToObj((order) -> orderPlaced("{\"state\":\"created\",\"order\":%d}".formatted(order)))
			.toArray(PutEventsRequestEntry[]::new);
	}

}
