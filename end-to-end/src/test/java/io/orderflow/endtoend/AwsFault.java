package io.orderflow.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What a call meets at an {@link AwsProxy}.
 */
@FunctionalInterface
interface AwsFault {

	/** The call is forwarded. */
	AwsFault NONE = AwsCall::forward;

	/** The connection is cut, and the endpoint never hears of the call. */
	AwsFault CUT_BEFORE = (call) -> null;

	/** The connection is cut after the endpoint has done what the call asks for. */
	AwsFault CUT_AFTER = (call) -> {
		call.forward();
		return null;
	};

	/** The endpoint never hears of the call, and the caller hears nothing. */
	AwsFault SILENCE = (call) -> {
		Thread.sleep(Duration.ofHours(1).toMillis());
		return null;
	};

	/**
	 * Answers the call.
	 * @return null cuts the connection
	 */
	@Nullable AwsAnswer answer(AwsCall call) throws IOException, InterruptedException;

	/**
	 * The call fails as a whole, and the endpoint never hears of it.
	 * @param status such as 400
	 * @param code such as {@code ThrottlingException}
	 */
	static AwsFault error(int status, String code) {
		return (call) -> AwsAnswer.error(status, code);
	}

	/** The call is forwarded after a while. */
	static AwsFault delay(Duration duration) {
		return before(() -> {
			Thread.sleep(duration.toMillis());
			return null;
		});
	}

	/** Something happens, then the call is forwarded. */
	static AwsFault before(Happening happening) {
		return (call) -> {
			happening.happen();
			return call.forward();
		};
	}

	/** The call is forwarded, then something happens, then its answer goes back. */
	static AwsFault after(Happening happening) {
		return (call) -> {
			AwsAnswer answer = call.forward();
			happening.happen();
			return answer;
		};
	}

	/** A share of the calls, spread evenly, meet this fault; the others are forwarded. */
	default AwsFault share(double share) {
		AtomicInteger calls = new AtomicInteger();
		return (call) -> {
			int number = calls.incrementAndGet();
			boolean failing = Math.floor(number * share) > Math.floor((number - 1) * share);
			return failing ? answer(call) : call.forward();
		};
	}

	/** The first few calls meet this fault; the others are forwarded. */
	default AwsFault times(int count) {
		AtomicInteger calls = new AtomicInteger();
		return (call) -> (calls.incrementAndGet() <= count) ? answer(call) : call.forward();
	}

	/** Calls of this kind meet this fault; the others are forwarded. */
	default AwsFault where(Predicate<AwsCall> kind) {
		return (call) -> kind.test(call) ? answer(call) : call.forward();
	}

	/** What a test does in the midst of a call. */
	@FunctionalInterface
	interface Happening {

		@Nullable Object happen() throws IOException, InterruptedException;

	}

}
