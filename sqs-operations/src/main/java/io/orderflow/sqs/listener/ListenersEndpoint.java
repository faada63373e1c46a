package io.orderflow.sqs.listener;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.orderflow.sqs.OneLine;
import io.orderflow.sqs.Operator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Listeners for an operator, at {@code /actuator/listeners}: looked at, paused and
 * resumed. What it shows is of this instance; a pause is for all, which heed it within
 * {@code sqs.operations.check-interval}, unless another listener of theirs is just being
 * stopped: that waits for what is in flight.
 */
@WebEndpoint(id = "listeners")
class ListenersEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(ListenersEndpoint.class);

	private final Listeners listeners;

	private final PausedListeners pausedListeners;

	private final KnownPauses pauses;

	private final Duration stalledAfter;

	private final Clock clock;

	ListenersEndpoint(Listeners listeners, PausedListeners pausedListeners, KnownPauses pauses, Duration stalledAfter,
			Clock clock) {
		this.listeners = listeners;
		this.pausedListeners = pausedListeners;
		this.pauses = pauses;
		this.stalledAfter = stalledAfter;
		this.clock = clock;
	}

	@ReadOperation
	All all() {
		return new All(this.listeners.all().stream().map(this::view).toList());
	}

	/**
	 * Pauses or resumes one; 409 if it is paused already, or is not.
	 * @param because why, for a pause
	 */
	@WriteOperation
	ListenerView change(@Selector String id, String action, @Nullable String because, SecurityContext security) {
		Listener listener = this.listeners.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no listener with this id"));
		String by = Operator.name(security);
		switch (action) {
			case "pause" -> pause(id, by, because);
			case "resume" -> resume(id, by);
			default -> throw invalid("action must be pause or resume");
		}
		this.pauses.look();
		return view(listener);
	}

	private void pause(String id, String by, @Nullable String because) {
		if (because == null || !OneLine.is(because)) {
			throw invalid(OneLine.RULE);
		}
		if (!this.pausedListeners.add(id, new Pause(this.clock.instant(), by, because))) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "Listener %s is paused already".formatted(id));
		}
		logger.info("Listener {} was paused by {}: {}", id, by, because);
	}

	private void resume(String id, String by) {
		if (!this.pausedListeners.remove(id)) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "Listener %s is not paused".formatted(id));
		}
		logger.info("Listener {} was resumed by {}", id, by);
	}

	private ListenerView view(Listener listener) {
		return ListenerView.of(listener, this.stalledAfter);
	}

	private static InvalidEndpointRequestException invalid(String rule) {
		return new InvalidEndpointRequestException(rule, rule);
	}

	/**
	 * All of them.
	 */
	record All(List<ListenerView> listeners) {
	}

}
