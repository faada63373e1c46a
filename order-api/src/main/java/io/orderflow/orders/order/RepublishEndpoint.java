package io.orderflow.orders.order;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * For an operator whose consumers have lost orders, as after a restore of their database:
 * {@code POST /actuator/republish} with {@code {"since":"2026-11-23T00:00:00Z"}}. One
 * call does up to 10,000 orders; its {@code next} is the {@code after} of the call for
 * the next part. Whatever is asked for twice goes out twice, which consumers take for
 * duplicates.
 */
@Component
@WebEndpoint(id = "republish")
class RepublishEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(RepublishEndpoint.class);

	/** Orders of one call: it should not outlast its client's patience. */
	private static final int PART = 10_000;

	private final RepublishOrders republishOrders;

	private final Clock clock;

	RepublishEndpoint(RepublishOrders republishOrders, Clock clock) {
		this.republishOrders = republishOrders;
		this.clock = clock;
	}

	/**
	 * @param since an instant as ISO 8601 writes it, with its zone; from 1970 to now
	 * @param after only orders after this one; null for the first
	 */
	@WriteOperation
	Republished republish(String since, @Nullable UUID after) {
		Republished republished = this.republishOrders.since(instant(since), after, PART);
		logger.info("Published {} orders once more; the next after {}", republished.orders(), republished.next());
		return republished;
	}

	private Instant instant(String since) {
		try {
			Instant instant = Instant.parse(since);
			if (!instant.isBefore(Instant.EPOCH) && !instant.isAfter(this.clock.instant())) {
				return instant;
			}
		}
		catch (DateTimeParseException ex) {
			logger.debug("Not an instant", ex);
		}
		throw new InvalidEndpointRequestException("Wrong since",
				"since must be an instant that is over, such as 2026-11-23T00:00:00Z");
	}

}
