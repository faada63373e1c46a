package io.orderflow.orders.web;

import java.util.Arrays;

/**
 * Why an order was refused, by the status that its client got.
 */
enum Refusal {

	/** Wrong fields, parameters or headers. */
	INVALID(400),

	/** No token, or one that is not valid. */
	UNAUTHORIZED(401),

	/** The token's scopes do not allow it, or another site's page sent it. */
	FORBIDDEN(403),

	/** The body has not arrived in time. */
	TIMEOUT(408),

	/** The first request with the same Idempotency-Key is under way. */
	KEY_IN_USE(409),

	TOO_LARGE(413),

	UNSUPPORTED_MEDIA_TYPE(415),

	/** The Idempotency-Key came with another body before. */
	KEY_REUSED(422),

	/** Overload, or an outage of the database or the issuer of tokens. */
	UNAVAILABLE(503),

	/** Above all 500, which the log explains. */
	OTHER(0);

	private final int status;

	Refusal(int status) {
		this.status = status;
	}

	/** Of an answer that is an error. */
	static Refusal of(int status) {
		return Arrays.stream(values()).filter((refusal) -> refusal.status == status).findAny().orElse(OTHER);
	}

}
