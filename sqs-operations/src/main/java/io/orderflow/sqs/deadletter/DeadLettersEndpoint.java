package io.orderflow.sqs.deadletter;

import io.orderflow.sqs.OneLine;
import io.orderflow.sqs.Operator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Dead letters for an operator, at {@code /actuator/deadletters}: listed, looked into,
 * put back or discarded, one or all of a reason.
 */
@WebEndpoint(id = "deadletters")
class DeadLettersEndpoint {

	private static final int LONGEST_PAGE = 100;

	private final StoredLetters letters;

	private final SettleLetters settleLetters;

	DeadLettersEndpoint(StoredLetters letters, SettleLetters settleLetters) {
		this.letters = letters;
		this.settleLetters = settleLetters;
	}

	/**
	 * Lists them, without their envelopes.
	 * @param state {@code waiting} unless it is said; {@code put-back}, {@code discarded}
	 * or {@code all}
	 * @param order {@code newest} first unless it is said; or {@code oldest}
	 */
	@ReadOperation
	LetterPage list(@Nullable String reason, @Nullable String queue, @Nullable String state, @Nullable String order,
			@Nullable Long after, @Nullable Integer limit) {
		int size = (limit != null) ? limit : 20;
		require(size >= 1 && size <= LONGEST_PAGE, "limit must be 1 to " + LONGEST_PAGE);
		require(order == null || order.equals("newest") || order.equals("oldest"), "order must be newest or oldest");
		require(reason == null || OneLine.is(reason), "reason must be a code");
		require(queue == null || OneLine.is(queue), "queue must be a queue's name");
		LetterFilter filter = new LetterFilter(reason, queue, state(state), "oldest".equals(order), after);
		return LetterPage.of(this.letters.waiting(), this.letters.list(filter, size + 1), size);
	}

	/**
	 * One, with its envelope.
	 */
	@ReadOperation
	Letter one(@Selector long id) {
		return this.letters.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no dead letter " + id));
	}

	/**
	 * Puts back or discards one; 409 if it does not wait any more, or somebody else is at
	 * it.
	 */
	@WriteOperation
	Settled settle(@Selector long id, String action, @Nullable String because, SecurityContext security) {
		Settlement settlement = settlement(action, because, security);
		return this.settleLetters.one(id, settlement).map(DeadLettersEndpoint::unlessAllFailed).orElseThrow(() -> {
			LetterState state = one(id).state();
			return new ResponseStatusException(HttpStatus.CONFLICT, "Dead letter %d is %s".formatted(id,
					(state != LetterState.WAITING) ? state + " already" : "being settled by another request"));
		});
	}

	/**
	 * Puts back or discards all of a reason that wait now. That can take minutes; if the
	 * caller goes away meanwhile, it is done all the same.
	 */
	@WriteOperation
	Settled settleAll(String reason, String action, @Nullable String because, SecurityContext security) {
		require(OneLine.is(reason), "reason must be a code");
		return unlessAllFailed(this.settleLetters.all(reason, settlement(action, because, security)));
	}

	private static Settled unlessAllFailed(Settled settled) {
		if (settled.done() == 0 && settled.failed() > 0) {
			throw new ResponseStatusException(HttpStatus.BAD_GATEWAY,
					"The queue took none of the dead letters, which wait still: the service's log says why");
		}
		return settled;
	}

	private static Settlement settlement(String action, @Nullable String because, SecurityContext security) {
		try {
			return new Settlement(action, because, Operator.name(security));
		}
		catch (IllegalArgumentException ex) {
			throw invalid(String.valueOf(ex.getMessage()));
		}
	}

	private static @Nullable LetterState state(@Nullable String state) {
		try {
			return "all".equals(state) ? null : LetterState.of("waiting".equals(state) ? null : state);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(ex.getMessage() + " or all");
		}
	}

	private static void require(boolean holds, String rule) {
		if (!holds) {
			throw invalid(rule);
		}
	}

	private static InvalidEndpointRequestException invalid(String rule) {
		return new InvalidEndpointRequestException(rule, rule);
	}

}
