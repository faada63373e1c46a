package io.orderflow.outbox;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the event buses are there: EventBridge takes events for one that is not, and
 * drops them. Asked at most every 10 s, however often health is.
 */
class EventBusesHealth extends AbstractHealthIndicator {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final EventBridgeClient client;

	private final List<String> buses;

	private final Duration keptFor;

	private @Nullable Answer last;

	/**
	 * @param buses by name or ARN
	 * @param keptFor for how long an answer is good
	 */
	EventBusesHealth(EventBridgeClient client, List<String> buses, Duration keptFor) {
		super("The event buses could not be looked for");
		this.client = client;
		this.buses = List.copyOf(buses);
		this.keptFor = keptFor;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		health.up().withDetail("buses", this.buses);
		worst().ifPresent((finding) -> finding.tell(health));
	}

	private synchronized Optional<Finding> worst() {
		Answer answer = this.last;
		if (answer == null || System.nanoTime() - answer.nanos >= this.keptFor.toNanos()) {
			answer = new Answer(ask(), System.nanoTime());
			this.last = answer;
		}
		return Optional.ofNullable(answer.worst);
	}

	private @Nullable Finding ask() {
		if (this.buses.isEmpty()) {
			return new Finding(Status.UNKNOWN, "It is not said which buses there should be",
					"Set eventbridge.outbox.buses");
		}
		return this.buses.stream()
			.map(this::look)
			.flatMap(Optional::stream)
			.min(Comparator.comparing((finding) -> !finding.status().equals(Status.DOWN)))
			.orElse(null);
	}

	/** Empty if the bus is there. */
	private Optional<Finding> look(String bus) {
		try {
			this.client.describeEventBus((request) -> request.name(bus)
				.overrideConfiguration((override) -> override.apiCallTimeout(TIMEOUT)));
			return Optional.empty();
		}
		catch (SdkException ex) {
			return Optional.of(finding(bus, EventBridgePublisher.errorCode(ex), ex));
		}
	}

	private static Finding finding(String bus, String error, SdkException ex) {
		if (error.startsWith("AccessDenied")) {
			return new Finding(Status.UNKNOWN, "Whether there is an event bus '%s' may not be asked".formatted(bus),
					"Allow this service's role events:DescribeEventBus on it");
		}
		if (error.startsWith("Throttling")) {
			return new Finding(Status.UNKNOWN,
					"Whether there is an event bus '%s' was asked too often: %s".formatted(bus, error),
					"Nothing: it is asked again");
		}
		if (error.equals("ResourceNotFoundException")) {
			return new Finding(Status.DOWN, "There is no event bus '%s'".formatted(bus),
					"Create it, or name the right one. Events that EventBridge takes for it meanwhile reach nobody");
		}
		return new Finding(Status.DOWN,
				"EventBridge could not be asked for the event bus '%s': %s: %s".formatted(bus, error, ex.getMessage()),
				String.valueOf(Remedies.of(error)));
	}

	private record Answer(@Nullable Finding worst, long nanos) {

	}

}
