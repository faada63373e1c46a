package io.orderflow.orders.order;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.orders.order.CancellationRequest.CancelledLine;
import io.orderflow.orders.web.WrongField;
import io.orderflow.orders.web.WrongFieldsException;
import io.orderflow.outbox.EventOutbox;
import io.orderflow.outbox.EventTracing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * Cancels an order and keeps the event that tells of it, both or neither.
 */
@Component
class CancelOrder {

	private final Orders orders;

	private final Cancellations cancellations;

	private final EventOutbox outbox;

	private final EventTracing tracing;

	private final OrderProperties properties;

	private final JsonMapper json;

	private final Clock clock;

	private final ApplicationEventPublisher news;

	CancelOrder(Orders orders, Cancellations cancellations, EventOutbox outbox, EventTracing tracing,
			OrderProperties properties, JsonMapper json, Clock clock, ApplicationEventPublisher news) {
		this.orders = orders;
		this.cancellations = cancellations;
		this.outbox = outbox;
		this.tracing = tracing;
		this.properties = properties;
		this.json = json;
		this.clock = clock;
		this.news = news;
	}

	/**
	 * Cancels the order, or does nothing where that was done before.
	 * @throws ResponseStatusException 404 if there is no such order; 409 if it can no
	 * longer be cancelled, or was cancelled otherwise; 400 if it has not what is taken
	 * back
	 */
	@Transactional
	void cancel(UUID id, CancellationRequest request) {
		Order order = this.orders.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order " + id));
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Cancellation cancellation = new Cancellation(now, request.reason(), lines(order, request));
		Optional<Cancellation> before = this.cancellations.find(id);
		Instant end = order.placedAt().plus(this.properties.cancellationPeriod());
		if (before.isEmpty() && end.isBefore(now)) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "The order could be cancelled until " + end);
		}
		if (before.isEmpty() && this.cancellations.add(id, cancellation)) {
			Trace trace = Trace.of(this.tracing.create(this.properties.bus(), OrderCancelled.DETAIL_TYPE));
			OrderCancelled event = OrderCancelled.of(UuidCreator.getTimeOrderedEpoch(), id, cancellation, trace);
			this.outbox.publish(event.event(this.properties.bus(), this.json));
			this.news.publishEvent(event);
		}
		else if (!before.or(() -> this.cancellations.find(id)).orElseThrow().saysTheSameAs(cancellation)) {
			throw new ResponseStatusException(HttpStatus.CONFLICT,
					"The order was cancelled before, for another reason or other lines");
		}
	}

	private static @Nullable List<CancelledLine> lines(Order order, CancellationRequest request) {
		if (request.lines() == null) {
			return null;
		}
		List<WrongField> wrong = new ArrayList<>();
		Set<Integer> named = new HashSet<>();
		for (int i = 0; i < request.lines().size(); i++) {
			CancelledLine cancelled = request.lines().get(i);
			String pointer = "#/lines/" + i;
			if (cancelled.line() > order.lines().size()) {
				wrong.add(new WrongField(pointer + "/line", "must be 1 to " + order.lines().size()));
			}
			else if (!named.add(cancelled.line())) {
				wrong.add(new WrongField(pointer + "/line", "must not be named twice"));
			}
			else {
				BigDecimal ordered = order.lines().get(cancelled.line() - 1).quantity();
				if (cancelled.quantity().compareTo(ordered) > 0) {
					wrong.add(new WrongField(pointer + "/quantity", "must be at most " + ordered.toPlainString()));
				}
			}
		}
		if (!wrong.isEmpty()) {
			throw new WrongFieldsException(wrong);
		}
		return request.lines()
			.stream()
			.map(CancelledLine::complete)
			.sorted(Comparator.comparing(CancelledLine::line))
			.toList();
	}

}
