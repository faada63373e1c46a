package io.orderflow.orders.order;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * For an operator whose consumers have lost orders: {@code POST /actuator/republish} with
 * {@code {"since":"2026-11-23T00:00:00Z"}}, and {@code "until"} where only those before a
 * time are meant, or with {@code {"orders":"id,id"}}. One call does up to 10,000 orders
 * of a time, or 1,000 that are named; its {@code next} is the {@code after} of the call
 * for the next part. Whatever is asked for twice goes out twice, which consumers take for
 * duplicates.
 */
@Component
@WebEndpoint(id = "republish")
class RepublishEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(RepublishEndpoint.class);

	/** Orders of one call: it should not outlast its client's patience. */
	private static final int PART = 10_000;

	private static final int NAMED = 1000;

	private final RepublishOrders republishOrders;

	private final Clock clock;

	RepublishEndpoint(RepublishOrders republishOrders, Clock clock) {
		this.republishOrders = republishOrders;
		this.clock = clock;
	}

	/**
	 * @param since an instant as ISO 8601 writes it, with its zone; from 1970 to now
	 * @param until likewise; null for all since
	 * @param after only orders after this one; null for the first
	 * @param orders their ids, separated by commas, instead of a time: the actuator takes
	 * strings alone
	 */
	@WriteOperation
	WebEndpointResponse<?> republish(@Nullable String since, @Nullable String until, @Nullable UUID after,
			UUID @Nullable [] orders) {
		if (orders != null) {
			require(since == null && until == null && after == null,
					"orders stand alone, without since, until and after");
			require(orders.length >= 1 && orders.length <= NAMED, "orders must name 1 to " + NAMED);
			return these(List.of(orders));
		}
		require(since != null, "since must say from when on, or orders which");
		Instant begin = instant("since", since);
		Instant end = (until != null) ? instant("until", until) : null;
		require(end == null || begin.isBefore(end), "until must be later than since");
		return done(this.republishOrders.since(begin, end, after, PART));
	}

	private WebEndpointResponse<?> these(List<UUID> orders) {
		List<UUID> unknown = this.republishOrders.unknown(orders);
		return unknown.isEmpty() ? done(this.republishOrders.these(orders)) : new WebEndpointResponse<>(
				new Unknown(404, "There are no such orders. None was published once more", unknown), 404);
	}

	private static WebEndpointResponse<?> done(Republished republished) {
		logger.info("Published {} orders once more; the next after {}", republished.orders(), republished.next());
		return new WebEndpointResponse<>(republished);
	}

	private Instant instant(String name, String text) {
		try {
			Instant instant = Instant.parse(text);
			if (!instant.isBefore(Instant.EPOCH) && !instant.isAfter(this.clock.instant())) {
				return instant;
			}
		}
		catch (DateTimeParseException ex) {
			logger.debug("Not an instant", ex);
		}
		throw new InvalidEndpointRequestException("Wrong " + name,
				name + " must be an instant that is over, such as 2026-11-23T00:00:00Z");
	}

	private static void require(boolean condition, String rule) {
		if (!condition) {
			throw new InvalidEndpointRequestException(rule, rule);
		}
	}

	record Unknown(int status, String detail, List<UUID> orders) {

	}

}
