package io.orderflow.sqs.deadletter;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells what a dead letter is about. A bean of the application, which knows its messages;
 * without one nothing is told. It is kept in the column {@code order_id}, and shown to
 * operators.
 */
@FunctionalInterface
public interface LetterSubject {

	/**
	 * The id of what a message is about. Must not fail, whatever the body holds.
	 * @param body as it came, which may be anything
	 * @return empty if it cannot be told
	 */
	Optional<UUID> of(String body);

	/**
	 * What the log says of a message, by the keys of its lines. Must not fail either.
	 * @param body as it came, which may be anything
	 * @return nothing personal; empty if nothing can be told. Without an override
	 * {@code order.id} alone
	 */
	default Map<String, String> ids(String body) {
		return of(body).map((id) -> Map.of("order.id", id.toString())).orElse(Map.of());
	}

}
