package io.orderflow.outbox;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The relays for an operator, at {@code /actuator/outboxrelay} where the application
 * exposes it: shown, paused and resumed. A pause holds for all instances; the relays
 * shown are those of this one.
 */
@WebEndpoint(id = "outboxrelay")
class OutboxRelayEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(OutboxRelayEndpoint.class);

	private static final int CONFLICT = 409;

	private final Pauses pauses;

	private final OutboxRelays relays;

	private final BacklogSampler sampler;

	private final WakeUps wakeUps;

	OutboxRelayEndpoint(Pauses pauses, OutboxRelays relays, BacklogSampler sampler, WakeUps wakeUps) {
		this.pauses = pauses;
		this.relays = relays;
		this.sampler = sampler;
		this.wakeUps = wakeUps;
	}

	@ReadOperation
	Relays show() {
		return new Relays(this.pauses.current().orElse(null), this.relays.states());
	}

	@WriteOperation
	WebEndpointResponse<?> change(String action, @Nullable String because, SecurityContext security) {
		return switch (action) {
			case "pause" -> pause(Decision.of(security, because));
			case "resume" -> resume(Decision.by(security));
			default ->
				throw new InvalidEndpointRequestException("Unknown action", "action must be 'pause' or 'resume'");
		};
	}

	private WebEndpointResponse<?> pause(Decision decision) {
		if (!this.pauses.pause(decision.by(), decision.because())) {
			return Refusal.of(CONFLICT, "The relays are paused already");
		}
		logger.info("The outbox's relays, of all instances, are paused by {}, because: {}. Events are kept, and go out "
				+ "once they are resumed", decision.by(), decision.because());
		return changed();
	}

	private WebEndpointResponse<?> resume(String by) {
		Optional<Pause> pause = this.pauses.current();
		if (!this.pauses.resume()) {
			return Refusal.of(CONFLICT, "The relays are not paused");
		}
		logger.info("The outbox's relays, of all instances, are resumed by {}; it was: {}", by, pause.orElse(null));
		// Here at once, elsewhere with the next poll.
		this.wakeUps.one();
		return changed();
	}

	private WebEndpointResponse<?> changed() {
		// For metrics and health to say so at once.
		this.sampler.sample();
		return new WebEndpointResponse<>(show());
	}

	/**
	 * The relays.
	 *
	 * @param paused null while they are not
	 */
	record Relays(@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Pause paused, List<RelayState> relays) {

	}

}
