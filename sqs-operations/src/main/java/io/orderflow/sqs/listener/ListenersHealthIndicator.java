package io.orderflow.sqs.listener;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.orderflow.sqs.HeldBatches;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.NestedExceptionUtils;

/**
 * Whether the listeners of this instance do what they should. It asks nobody.
 */
class ListenersHealthIndicator extends AbstractHealthIndicator {

	private final Listeners listeners;

	private final HeldBatches outage;

	private final Duration stalledAfter;

	ListenersHealthIndicator(Listeners listeners, HeldBatches outage, Duration stalledAfter) {
		super("It could not be told what the listeners do");
		this.listeners = listeners;
		this.outage = outage;
		this.stalledAfter = stalledAfter;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		Troubles troubles = new Troubles();
		Map<String, String> states = new TreeMap<>();
		for (Listener listener : this.listeners.all()) {
			ListenerState state = listener.state(this.stalledAfter);
			states.put(listener.id(), state.toString());
			Trouble trouble = switch (state) {
				case POLLING -> null;
				case PAUSED -> paused(listener);
				case STALLED -> stalled(listener);
				case STOPPED -> stopped(listener);
			};
			if (trouble != null) {
				troubles.add(trouble);
			}
		}
		health.withDetail("listeners", states);
		troubles.putInto(health);
	}

	private static @Nullable Trouble paused(Listener listener) {
		Pause pause = listener.pause();
		return (pause == null) ? null
				: new Trouble(Status.OUT_OF_SERVICE,
						"Listener %s is paused since %s by %s: %s".formatted(listener.id(), pause.at(), pause.by(),
								pause.because()),
						"Once that is over, resume it: POST {\"action\":\"resume\"} to /actuator/listeners/%s"
							.formatted(listener.id()));
	}

	private Trouble stalled(Listener listener) {
		String reason = "No poll of listener %s has ended for %d s".formatted(listener.id(),
				listener.silence().toSeconds());
		if (this.outage.isOngoing()) {
			return new Trouble(Status.DOWN, reason + ": it holds messages until the database is back",
					"See that PostgreSQL runs, can write, and can be reached. Nothing is lost meanwhile");
		}
		return listener.pollFailures()
			.findFirst()
			.map((failure) -> new Trouble(Status.DOWN, reason + ": " + failure.getMessage(),
					"See that its queues are there (component queues), that SQS can be reached, and that this service "
							+ "may sqs:ReceiveMessage"))
			.orElseGet(() -> new Trouble(Status.DOWN,
					reason + ": SQS does not answer, or what works on the messages hangs",
					"Take a thread dump, then restart this instance: messages that it holds come again"));
	}

	/** Null if nobody has tried to start it yet. */
	private static @Nullable Trouble stopped(Listener listener) {
		Throwable failure = listener.failure();
		return (failure == null) ? null
				: new Trouble(Status.DOWN,
						"Listener %s cannot start: %s".formatted(listener.id(),
								NestedExceptionUtils.getMostSpecificCause(failure).getMessage()),
						"See that all its queues are there (%s), and that this service may sqs:GetQueueUrl and "
							.formatted(String.join(", ", listener.queueNames()))
								+ "sqs:GetQueueAttributes. It is tried again every few seconds");
	}

}
