package io.orderflow.orders.order;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.orders.order.CancellationRequest.CancelledLine;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The orders' cancellations: one each at most.
 */
@Repository
class Cancellations {

	private static final TypeReference<List<CancelledLine>> LINES = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper json;

	Cancellations(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * Adds an order's cancellation, unless it has one.
	 * @return whether it was added
	 */
	boolean add(UUID orderId, Cancellation cancellation) {
		return this.jdbc.sql("""
				insert into cancellations (order_id, cancelled_at, reason, lines)
				values (:orderId, :cancelledAt, :reason, :lines::jsonb) on conflict do nothing""")
			.param("orderId", orderId)
			.param("cancelledAt", cancellation.cancelledAt().atOffset(ZoneOffset.UTC))
			.param("reason", cancellation.reason())
			.param("lines", (cancellation.lines() != null) ? this.json.writeValueAsString(cancellation.lines()) : null)
			.update() == 1;
	}

	Optional<Cancellation> find(UUID orderId) {
		return Optional.ofNullable(of(List.of(orderId)).get(orderId));
	}

	/** The cancellations of those of the orders that have one. */
	Map<UUID, Cancellation> of(Collection<UUID> orderIds) {
		Map<UUID, Cancellation> cancellations = new HashMap<>();
		this.jdbc.sql("select * from cancellations where order_id = any (:orderIds)")
			.param("orderIds", orderIds.toArray(UUID[]::new))
			.query((row) -> {
				String lines = row.getString("lines");
				cancellations.put(row.getObject("order_id", UUID.class),
						new Cancellation(row.getObject("cancelled_at", OffsetDateTime.class).toInstant(),
								row.getString("reason"), (lines != null) ? this.json.readValue(lines, LINES) : null));
			});
		return cancellations;
	}

}
