package io.orderflow.orders.erasure;

import java.security.Principal;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

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

	private static final int LONGEST_BECAUSE = 1000;

	private static final int LONGEST_EMAIL = 254;

	private final EraseOrders eraseOrders;

	ErasureEndpoint(EraseOrders eraseOrders) {
		this.eraseOrders = eraseOrders;
	}

	/**
	 * @param email the customer's, in any case; null where orders are named
	 * @param orders their ids, separated by commas; null where an e-mail address is given
	 * @param after only orders after this one; null for the first
	 * @param because why. It is kept: it should not say whose data it was
	 */
	@WriteOperation
	Erasure erase(@Nullable String email, UUID @Nullable [] orders, @Nullable UUID after, String because,
			SecurityContext security) {
		require((email == null) != (orders == null), "either email or orders must be given");
		require(isLine(because) && because.length() <= LONGEST_BECAUSE,
				"because must say why, in one line of at most %d characters".formatted(LONGEST_BECAUSE));
		Principal principal = security.getPrincipal();
		String by = (principal != null) ? principal.getName() : "anonymous";
		Erasure erasure = (email != null) ? of(email, after, by, because) : these(orders, after, by, because);
		logger.info("Erased the customers of {} orders; {} were refused", erasure.erased(), erasure.refused().size());
		return erasure;
	}

	private Erasure of(String email, @Nullable UUID after, String by, String because) {
		require(isLine(email) && email.contains("@") && email.length() <= LONGEST_EMAIL,
				"email must be an e-mail address");
		return this.eraseOrders.of(email, after, by, because);
	}

	private Erasure these(UUID[] orders, @Nullable UUID after, String by, String because) {
		require(after == null, "orders stand alone, without after");
		require(orders.length >= 1 && orders.length <= NAMED, "orders must name 1 to " + NAMED);
		return this.eraseOrders.these(List.of(orders), by, because);
	}

	private static boolean isLine(String text) {
		return !text.isBlank() && text.codePoints().noneMatch((c) -> switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
			default -> false;
		});
	}

	private static void require(boolean condition, String rule) {
		if (!condition) {
			throw new InvalidEndpointRequestException(rule, rule);
		}
	}

}
