package io.orderflow.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;

/**
 * The traces that events belong to, across the time they wait in the outbox. EventBridge
 * carries no headers, so an event's trace travels in its detail, where the application
 * puts it, and waits in its row, for the span of its sending. Names and tags are
 * OpenTelemetry's
 * <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">
 * conventions for messaging spans</a>.
 * <p>
 * Where the application has no tracer, or one that records nothing, traces are passed on
 * as they came.
 */
public class EventTracing {

	private static final String TRACEPARENT = "traceparent";

	private final Tracer tracer;

	private final Propagator propagator;

	EventTracing(Tracer tracer, Propagator propagator) {
		this.tracer = tracer;
		this.propagator = propagator;
	}

	/**
	 * The trace of an event that happens in the current span.
	 * @param bus where it will be put
	 * @param detailType what it tells
	 * @return a {@code traceparent}; null where there is no trace
	 * @see #create(String, String, String)
	 */
	public @Nullable String create(String bus, String detailType) {
		return create(bus, detailType, null);
	}

	/**
	 * The trace of a new event: records that it was made, as the span that what becomes
	 * of it will be below.
	 * @param bus where it will be put
	 * @param detailType what it tells
	 * @param parent the span it happens in, as a {@code traceparent}; null for the
	 * current one
	 * @return a {@code traceparent} of W3C Trace Context, for the event's detail and for
	 * {@link OutboxEvent#traceparent()}; null where there is no trace
	 */
	public @Nullable String create(String bus, String detailType, @Nullable String parent) {
		Span span = start("create", bus, Span.Kind.PRODUCER, parent);
		span.tag("messaging.eventbridge.detail_type", detailType).end();
		Map<String, String> carrier = new HashMap<>();
		this.propagator.inject(span.context(), carrier,
				(map, name, value) -> Objects.requireNonNull(map).put(name, value));
		return carrier.getOrDefault(TRACEPARENT, parent);
	}

	/** Begins the sending of rows; those that belong to no trace are left out. */
	Sending send(List<OutboxRow> rows) {
		return new Sending(rows.stream().map(this::send).toList());
	}

	private Span send(OutboxRow row) {
		return (row.traceparent() != null) ? start("send", row.bus(), Span.Kind.CLIENT, row.traceparent()) : Span.NOOP;
	}

	private Span start(String operation, String bus, Span.Kind kind, @Nullable String parent) {
		Span.Builder builder = (parent != null) ? this.propagator.extract(Map.of(TRACEPARENT, parent), Map::get)
				: this.tracer.spanBuilder();
		// Tags come after the start: a builder sorts them, also where none are kept.
		return builder.kind(kind)
			.name(operation + " " + bus)
			.start()
			.tag("messaging.system", "aws.eventbridge")
			.tag("messaging.destination.name", bus)
			.tag("messaging.operation.name", operation)
			.tag("messaging.operation.type", operation);
	}

}
