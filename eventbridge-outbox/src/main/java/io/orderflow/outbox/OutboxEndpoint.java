package io.orderflow.outbox;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Parked events for an operator, at {@code /actuator/outbox} where the application
 * exposes it: listed, looked into, put back or discarded, one or all of a reason.
 * <p>
 * Who may call it is up to the application: details are shown whole.
 */
@WebEndpoint(id = "outbox")
class OutboxEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(OutboxEndpoint.class);

	private static final int MAX_LIMIT = 100;

	/** Events of one statement: few enough that nobody waits for its locks. */
	private static final int BATCH = 1000;

	private final ParkedEvents events;

	private final Runnable afterPutBack;

	OutboxEndpoint(ParkedEvents events, Runnable afterPutBack) {
		this.events = events;
		this.afterPutBack = afterPutBack;
	}

	@ReadOperation
	ParkedPage list(@Nullable String reason, @Nullable Long after, @Nullable Integer limit) {
		int size = (limit != null) ? limit : 20;
		require(size >= 1 && size <= MAX_LIMIT, "limit must be 1 to " + MAX_LIMIT);
		require(reason == null || Decision.isPrintable(reason), "reason must be an error code");
		return ParkedPage.of(this.events.counts(), this.events.list(reason, (after != null) ? after : 0, size + 1),
				size);
	}

	/** Finds discarded ones as well. */
	@ReadOperation
	WebEndpointResponse<?> find(@Selector long id) {
		return this.events.find(id)
			.<WebEndpointResponse<?>>map(WebEndpointResponse::new)
			.orElseGet(() -> Refusal.of(WebEndpointResponse.STATUS_NOT_FOUND,
					"No event with this id is parked or was discarded"));
	}

	@WriteOperation
	WebEndpointResponse<?> change(@Selector long id, String action, @Nullable String because,
			SecurityContext security) {
		int changed = change(action, because, security).apply(List.of(id));
		if (changed == 0) {
			return this.events.find(id).isPresent() ? Refusal.of(409, "This event is discarded already")
					: Refusal.of(WebEndpointResponse.STATUS_NOT_FOUND, "No event with this id is parked");
		}
		return done(action, changed, "event " + id, because, security);
	}

	/**
	 * Changes all of a reason, in bounded statements. After a failure in between some are
	 * changed, each of them whole; asked again, it does the rest. An event that is put
	 * back and parked again meanwhile is not put back twice.
	 */
	@WriteOperation
	WebEndpointResponse<?> changeAll(String action, String reason, @Nullable String because, SecurityContext security) {
		require(Decision.isPrintable(reason), "reason must be an error code");
		Change change = change(action, because, security);
		int changed = 0;
		List<Long> ids = this.events.ids(reason, 0, BATCH);
		while (!ids.isEmpty()) {
			changed += change.apply(ids);
			ids = this.events.ids(reason, ids.get(ids.size() - 1), BATCH);
		}
		return done(action, changed, "all of " + reason, because, security);
	}

	private Change change(String action, @Nullable String because, SecurityContext security) {
		return switch (action) {
			case "put-back" -> (ids) -> {
				int changed = this.events.putBack(ids);
				this.afterPutBack.run();
				return changed;
			};
			case "discard" -> {
				Decision decision = Decision.of(security, because);
				yield (ids) -> this.events.discard(ids, decision.by(), decision.because());
			}
			default ->
				throw new InvalidEndpointRequestException("Unknown action", "action must be 'put-back' or 'discard'");
		};
	}

	private static WebEndpointResponse<?> done(String action, int events, String which, @Nullable String because,
			SecurityContext security) {
		logger.info("Parked events: {} of {} by {}: {} done, because: {}", action, which, Decision.by(security), events,
				(because != null && Decision.isPrintable(because)) ? because : "no reason given");
		return new WebEndpointResponse<>(new Done(action, events));
	}

	private static void require(boolean condition, String rule) {
		if (!condition) {
			throw new InvalidEndpointRequestException(rule, rule);
		}
	}

	private interface Change {

		int apply(List<Long> ids);

	}

	/**
	 * What was done.
	 *
	 * @param done how many events were put back or discarded
	 */
	record Done(String action, int done) {

	}

}
