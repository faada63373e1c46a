package io.orderflow.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.orderflow.aws.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class EventBusesHealthTests {

	private static final String ARN = "arn:aws:events:eu-central-1:000000000000:event-bus/orders";

	private final Faults faults = Infrastructure.AWS.faults();

	@AfterEach
	void clear() {
		this.faults.clear();
	}

	@Test
	void busesThatAreThereAreUpByNameOrArn() {
		Health health = health("orders", ARN);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnlyKeys("buses");
	}

	@Test
	void aBusThatIsMissingIsNamed() {
		assertFinding(health("orders", "oders"), Status.DOWN, "There is no event bus 'oders'",
				"Create it, or name the right one");
	}

	@Test
	void aRoleThatMayNotAskIsUnknownWithThePermissionItNeeds() {
		this.faults.failCalls(1, 400, "AccessDeniedException");
		assertFinding(health("orders"), Status.UNKNOWN, "may not be asked", "events:DescribeEventBus");
	}

	@Test
	void whoAsksTooOftenDoesNotKnow() {
		this.faults.failCalls(1, 400, "ThrottlingException");
		assertFinding(health("orders"), Status.UNKNOWN, "too often", "again");
	}

	@Test
	void anEventBridgeThatDoesNotAnswerIsDown() {
		this.faults.dropConnections(false);
		assertFinding(health("orders"), Status.DOWN, "EventBridge could not be asked for the event bus 'orders'",
				"See that EventBridge answers");
		this.faults.clear();
		this.faults.delay(Duration.ofSeconds(4));
		assertFinding(health("orders"), Status.DOWN, "ApiCallTimeoutException", "See that EventBridge answers");
	}

	@Test
	void credentialsThatHaveExpiredAreDown() {
		this.faults.failCalls(1, 400, "ExpiredTokenException");
		assertFinding(health("orders"), Status.DOWN, "ExpiredTokenException", "Renew the AWS credentials");
	}

	@Test
	void ofTwoFindingsTheWorseIsTold() {
		EventBusesHealth health = new EventBusesHealth(new Buses(), List.of("denied", "missing"), Duration.ofHours(1));
		assertFinding(health.health(), Status.DOWN, "There is no event bus 'missing'", "Create it");
	}

	@Test
	void whereNoBusIsNamedNothingIsKnown() {
		assertFinding(health(), Status.UNKNOWN, "not said which buses", "eventbridge.outbox.buses");
	}

	@Test
	void anAnswerIsGoodForAWhile() {
		Buses buses = new Buses();
		EventBusesHealth kept = new EventBusesHealth(buses, List.of("orders"), Duration.ofHours(1));
		assertThat(kept.health().getStatus()).isEqualTo(Status.UP);
		assertThat(kept.health().getStatus()).isEqualTo(Status.UP);
		assertThat(buses.asked).hasValue(1);
		EventBusesHealth notKept = new EventBusesHealth(buses, List.of("orders"), Duration.ZERO);
		notKept.health();
		notKept.health();
		assertThat(buses.asked).hasValue(3);
	}

	private static Health health(String... buses) {
		return new EventBusesHealth(Infrastructure.client(), List.of(buses), Duration.ofSeconds(10)).health();
	}

	private static void assertFinding(Health health, Status status, String reason, String fix) {
		assertThat(health.getStatus()).isEqualTo(status);
		assertThat(health.getDetails().get("reason")).asString().contains(reason);
		assertThat(health.getDetails().get("fix")).asString().contains(fix);
	}

	/** Counts who asks. */
	private static final class Buses implements FailingClient {

		private final AtomicInteger asked = new AtomicInteger();

		@Override
		public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request) {
			this.asked.incrementAndGet();
			return switch (request.name()) {
				case "denied" -> throw FailingClient.refusal("AccessDeniedException");
				case "missing" -> throw FailingClient.refusal("ResourceNotFoundException");
				default -> DescribeEventBusResponse.builder().name(request.name()).build();
			};
		}

	}

}
