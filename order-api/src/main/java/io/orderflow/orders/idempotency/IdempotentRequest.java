package io.orderflow.orders.idempotency;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * A request that may come more than once.
 *
 * @param caller whose key it is: keys of others are not seen. Empty where callers are not
 * known
 * @param key the same each time it comes
 * @param fingerprint SHA-256 of the body
 */
public record IdempotentRequest(String caller, IdempotencyKey key, byte[] fingerprint) {

	/**
	 * {@return the request of a caller}
	 * @param caller null where callers are not known
	 * @param key the same each time it comes
	 * @param fingerprint SHA-256 of the body
	 */
	public static IdempotentRequest of(@Nullable Principal caller, IdempotencyKey key, byte[] fingerprint) {
		return new IdempotentRequest((caller != null) ? caller.getName() : "", key, fingerprint);
	}

}
