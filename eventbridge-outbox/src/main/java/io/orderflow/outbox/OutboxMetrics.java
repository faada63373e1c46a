package io.orderflow.outbox;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderflow.outbox.OutboxRows.Backlog;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * The outbox's meters. Backlog and age are those of the last sample, since a scrape must
 * not wait for the database; NaN while there is none.
 */
class OutboxMetrics {

	/** Others are counted as {@code other}, so that the tag stays bounded. */
	private static final Set<String> ERRORS = Set.of("InternalFailure", "InternalException", "ThrottlingException",
			"AccessDeniedException", "ExpiredTokenException", "UnrecognizedClientException",
			"ResourceNotFoundException", "ValidationException", "MalformedDetail", "InvalidArgument",
			"NotAuthorizedForSourceException", "NotAuthorizedForDetailTypeException", "ApiCallTimeoutException",
			"ApiCallAttemptTimeoutException", "SdkClientException");

	private static final String OTHER = "other";

	private final MeterRegistry meters;

	private final MeterProvider<Counter> failed;

	private final Counter published;

	private final Counter parked;

	private final Timer calls;

	private volatile @Nullable Sample sample;

	OutboxMetrics(MeterRegistry meters) {
		this.meters = meters;
		this.failed = Counter.builder("eventbridge.outbox.failed")
			.description("Failed PutEvents calls, and failed entries of successful ones")
			.withRegistry(meters);
		this.published = Counter.builder("eventbridge.outbox.published")
			.description("Events that EventBridge has taken")
			.register(meters);
		this.parked = Counter.builder("eventbridge.outbox.parked")
			.description("Events set aside because EventBridge can never take them")
			.register(meters);
		this.calls = Timer.builder("eventbridge.outbox.put.events")
			.description("PutEvents calls, whatever their outcome")
			.register(meters);
		// From the start, so that the first failure is an increase.
		Stream.concat(ERRORS.stream(), Stream.of(OTHER)).forEach((error) -> {
			failed("call", error);
			failed("entry", error);
		});
		Gauge.builder("eventbridge.outbox.paused", this::paused)
			.description("1 while an operator has the relays of all instances paused")
			.register(meters);
		Gauge.builder("eventbridge.outbox.backlog", () -> backlog(Backlog::waiting))
			.description("Events that wait in the outbox")
			.register(meters);
		Gauge.builder("eventbridge.outbox.backlog.parked", () -> backlog(Backlog::parked))
			.description("Parked events in the outbox")
			.register(meters);
		Gauge.builder("eventbridge.outbox.backlog.age", this::oldestSeconds)
			.baseUnit("seconds")
			.description("For how long the oldest waiting event has waited")
			.register(meters);
	}

	private Counter failed(String what, String error) {
		return this.failed.withTags("what", what, "error", error);
	}

	/** Those of this instance whose threads run. */
	void relaysAlive(Supplier<Number> alive) {
		Gauge.builder("eventbridge.outbox.relays.alive", alive)
			.description("Relays of this instance whose threads run")
			.register(this.meters);
	}

	void published(int events) {
		this.published.increment(events);
	}

	void parked() {
		this.parked.increment();
	}

	void failed(Answer answer) {
		failed("entry", known(answer.code())).increment();
	}

	/** A call that failed as a whole. */
	void failed(String errorCode) {
		failed("call", known(errorCode)).increment();
	}

	private static String known(String errorCode) {
		return ERRORS.contains(errorCode) ? errorCode : OTHER;
	}

	/** Times a PutEvents call, whatever its outcome. */
	PutEventsResponse timed(Supplier<PutEventsResponse> call) {
		return Objects.requireNonNull(this.calls.record(call));
	}

	void sampled(Sample sample) {
		this.sample = sample;
	}

	private double oldestSeconds() {
		Sample last = this.sample;
		return (last != null) ? last.oldestSeconds() : Double.NaN;
	}

	private double backlog(ToDoubleFunction<Backlog> value) {
		Sample last = this.sample;
		Backlog backlog = (last != null) ? last.backlog() : null;
		return (backlog != null) ? value.applyAsDouble(backlog) : Double.NaN;
	}

	private double paused() {
		Sample last = this.sample;
		return (last != null && last.pause() != null) ? 1 : 0;
	}

}
