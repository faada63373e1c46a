package io.orderflow.orders.idempotency;

import java.util.Optional;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that a request takes effect once, however often it comes.
 */
@Component
public class IdempotentRequests {

	private final IdempotencyKeys keys;

	private final Counter replayed;

	IdempotentRequests(IdempotencyKeys keys, MeterRegistry registry) {
		this.keys = keys;
		this.replayed = Counter.builder("orders.replayed")
			.description("Requests that were given the answer of the first with their key")
			.register(registry);
	}

	/**
	 * Runs the action and keeps its answer, in one transaction; or gives the answer that
	 * is kept already. An action that fails leaves nothing behind: its key is free again.
	 * @param request whose key decides
	 * @param action what is to be done once; runs in the transaction
	 * @return the answer of the first request with this key
	 * @throws KeyInUseException (409) while the first request with this key is still
	 * under way
	 * @throws KeyReusedException (422) if the key came with another body before
	 */
	@Transactional
	public Answer once(IdempotentRequest request, Supplier<Answer> action) {
		Optional<Answer> kept = this.keys.lock(request);
		kept.ifPresent((answer) -> this.replayed.increment());
		return kept.orElseGet(() -> {
			Answer answer = action.get();
			this.keys.keep(request, answer);
			return answer;
		});
	}

}
