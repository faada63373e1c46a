package io.orderflow.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.outbox.OutboxRows.Backlog;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether events go out: the relays of this instance are at work, and nothing waits for
 * longer than it may. An instance that runs no relays is judged by what waits alone.
 */
class OutboxRelayHealth extends AbstractHealthIndicator {

	private final OutboxRelays relays;

	private final BacklogSampler sampler;

	private final int expected;

	private final Duration longestPass;

	private final Duration maxAge;

	/**
	 * @param expected how many relays this instance should run
	 * @param longestPass a relay that has been in one for longer stands still. One that
	 * sends events one by one, because EventBridge refused the request with all of them,
	 * may take that long for each
	 * @param maxAge of the oldest event that waits
	 */
	OutboxRelayHealth(OutboxRelays relays, BacklogSampler sampler, int expected, Duration longestPass,
			Duration maxAge) {
		super("The outbox's relays could not be looked at");
		this.relays = relays;
		this.sampler = sampler;
		this.expected = expected;
		this.longestPass = longestPass;
		this.maxAge = maxAge;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		Sample sample = this.sampler.recent();
		String error = this.relays.lastError();
		health.up();
		Backlog backlog = sample.backlog();
		if (backlog != null) {
			health.withDetail("backlog", backlog.waiting());
		}
		if (sample.error() == null) {
			health.withDetail("oldestSeconds", sample.oldestSeconds());
		}
		// Not known to be over, where nothing was there to try since.
		if (error != null && sample.mayHoldEvents()) {
			health.withDetail("lastError", error);
		}
		Stream.of(dead(), unread(sample), standingStill(), paused(sample), old(sample, error))
			.flatMap(Optional::stream)
			.findFirst()
			.ifPresent((finding) -> finding.tell(health));
	}

	private Optional<Finding> dead() {
		List<RelayState> states = this.relays.states();
		long alive = states.stream().filter(RelayState::alive).count();
		if (alive >= this.expected) {
			return Optional.empty();
		}
		String dead = states.stream()
			.filter((relay) -> !relay.alive())
			.map(RelayState::name)
			.collect(Collectors.joining(", "));
		return Optional.of(new Finding(Status.DOWN,
				"%d of %d relays are alive; ended: %s".formatted(alive, this.expected, dead.isEmpty() ? "all" : dead),
				"Restart this instance, unless it is just starting or stopping: a relay does not come back by itself. "
						+ "Its events wait for the others"));
	}

	private static Optional<Finding> unread(Sample sample) {
		return Optional.ofNullable(sample.error())
			.map((error) -> new Finding(Status.DOWN, "The outbox's tables could not be read: " + error,
					"See that the database answers, and that its user may read them. What is committed is kept"));
	}

	private Optional<Finding> standingStill() {
		String names = this.relays.inOnePassFor(this.longestPass)
			.stream()
			.map(RelayState::name)
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? Optional.empty()
				: Optional.of(new Finding(Status.DOWN,
						"Standing still, in one pass for more than %d s: %s".formatted(this.longestPass.toSeconds(),
								names),
						"Take a thread dump, which shows where, and restart this instance. Its events go out again"));
	}

	private static Optional<Finding> paused(Sample sample) {
		return Optional.ofNullable(sample.pause())
			.map((pause) -> new Finding(Status.OUT_OF_SERVICE,
					"Paused at %s by %s, because: %s".formatted(pause.at(), pause.by(), pause.because()),
					"Once that is over, resume: POST {\"action\":\"resume\"} to the actuator's endpoint outboxrelay"));
	}

	private Optional<Finding> old(Sample sample, @Nullable String error) {
		if (!(sample.oldestSeconds() > this.maxAge.toMillis() / 1000.0)) {
			return Optional.empty();
		}
		String events = (sample.backlog() != null) ? sample.backlog().waiting() + " events"
				: "more events than can be counted in time";
		return Optional.of(new Finding(Status.DOWN,
				"The oldest of %s has waited for %.0f s, longer than eventbridge.outbox.max-age=%s".formatted(events,
						sample.oldestSeconds(), this.maxAge),
				Objects.requireNonNullElse(Remedies.of(error),
						"If eventbridge.outbox.published rises, more comes than goes out: run more relays or instances. "
								+ "If not, last_error in the table eventbridge_outbox says what EventBridge says")));
	}

}
