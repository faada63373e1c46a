package io.orderflow.orders.erasure;

import java.util.List;
import java.util.UUID;

import io.orderflow.sqs.OneLine;
import io.orderflow.sqs.Operator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * For an operator whom a customer asks to be forgotten: {@code POST /actuator/erasure}
 * with {@code {"email":"ada@example.com","because":"…"}}, or with
 * {@code {"orders":"id,id","because":"…"}}. One call looks through up to 500,000 orders;
 * its {@code next} is the {@code after} of the call for the next part. Whatever is asked
 * for twice is done once.
 */
@Component
@WebEndpoint(id = "erasure")
class ErasureEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(ErasureEndpoint.class);

	private static final int NAMED = 1000;

	private static final String TOO_SLOW = "The database took too long: it looks through all events that wait in the "
			+ "outbox, and all dead letters, for those of the orders. What was erased stays erased. Try again, and if it "
			+ "stays so, once the outbox is shorter: see /actuator/health/pipeline";

	private static final int LONGEST_EMAIL = 254;

	private final EraseOrders eraseOrders;

	ErasureEndpoint(EraseOrders eraseOrders) {
		this.eraseOrders = eraseOrders;
	}

	/**
	 * @param email the customer's, in any case; null where orders are named
	 * @param orders their ids, separated by commas; null where an e-mail address is given
	 * @param after only orders after this one; null for the first
	 * @param because why. It is kept for good, as the proof that the data was erased: it
	 * must name nobody
	 */
	@WriteOperation
	WebEndpointResponse<?> erase(@Nullable String email, UUID @Nullable [] orders, @Nullable UUID after, String because,
			SecurityContext security) {
		require((email == null) != (orders == null), "either email or orders must be given");
		require(OneLine.is(because), OneLine.RULE);
		String by = Operator.name(security);
		try {
			Erasure erasure = (email != null) ? of(email, after, by, because) : these(orders, after, by, because);
			logger.info("Erased the customers of {} orders; {} were refused", erasure.erased(),
					erasure.refused().size());
			return new WebEndpointResponse<>(erasure);
		}
		catch (QueryTimeoutException | TransactionTimedOutException ex) {
			logger.warn("An erasure was given up, for the database took too long: {}", ex.toString());
			return new WebEndpointResponse<>(new GivenUp(503, TOO_SLOW), 503);
		}
	}

	private Erasure of(String email, @Nullable UUID after, String by, String because) {
		require(OneLine.is(email) && email.contains("@") && email.length() <= LONGEST_EMAIL,
				"email must be an e-mail address");
		return this.eraseOrders.of(email, after, by, because);
	}

	private Erasure these(UUID[] orders, @Nullable UUID after, String by, String because) {
		require(after == null, "orders stand alone, without after");
		require(orders.length >= 1 && orders.length <= NAMED, "orders must name 1 to " + NAMED);
		return this.eraseOrders.these(List.of(orders), by, because);
	}

	private static void require(boolean condition, String rule) {
		if (!condition) {
			throw new InvalidEndpointRequestException(rule, rule);
		}
	}

	/**
	 * That the database took too long.
	 */
	record GivenUp(int status, String detail) {
	}

}
