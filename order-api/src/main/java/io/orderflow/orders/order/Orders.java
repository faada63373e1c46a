package io.orderflow.orders.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.outbox.EventOutbox;
import io.orderflow.outbox.OutboxEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The orders in the database.
 */
@Repository
class Orders {

	private static final String PLACED = "id, placed_at, currency, exchange_rate, reference, customer, lines, net, vat, gross";

	private static final String COLUMNS = PLACED + ", erased_at";

	/** An order can have 200 KB, and a page a hundred orders. */
	private static final int PAGE_BYTES = 1_000_000;

	/**
	 * An id is made before the time of its order is read, and by more than a clock that
	 * is set back.
	 */
	private static final Duration CLOCKS = Duration.ofHours(1);

	private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

	private final JdbcClient jdbc;

	private final EventOutbox outbox;

	private final JsonMapper json;

	Orders(JdbcClient jdbc, EventOutbox outbox, JsonMapper json) {
		this.jdbc = jdbc;
		this.outbox = outbox;
		this.json = json;
	}

	/** Adds an order with the event that tells of it, both or neither. */
	void add(Order order, OutboxEvent event) {
		this.outbox.publishWith(event,
				"insert into orders (" + PLACED + ") values (:id, :placedAt, :currency,"
						+ " :exchangeRate::jsonb, :reference, :customer::jsonb, :lines::jsonb, :net, :vat, :gross)",
				parameters(order));
	}

	private Map<String, @Nullable Object> parameters(Order order) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("id", order.id());
		parameters.put("placedAt", order.placedAt().atOffset(ZoneOffset.UTC));
		parameters.put("currency", order.currency());
		parameters.put("exchangeRate",
				(order.exchangeRate() != null) ? this.json.writeValueAsString(order.exchangeRate()) : null);
		parameters.put("reference", order.reference());
		parameters.put("customer", this.json.writeValueAsString(order.customer()));
		parameters.put("lines", this.json.writeValueAsString(order.lines()));
		parameters.put("net", order.totals().net());
		parameters.put("vat", order.totals().vat());
		parameters.put("gross", order.totals().gross());
		return parameters;
	}

	Optional<Order> find(UUID id) {
		return this.jdbc.sql("select " + COLUMNS + " from orders where id = ?").param(id).query(this::order).optional();
	}

	/** Those of the orders that are there. */
	List<Order> find(Collection<UUID> ids) {
		return find(ids, "");
	}

	/**
	 * Likewise; and nobody changes them until the transaction ends. Who erases them now
	 * is waited for.
	 */
	List<Order> hold(Collection<UUID> ids) {
		return find(ids, " for share");
	}

	private List<Order> find(Collection<UUID> ids, String lock) {
		return this.jdbc.sql("select " + COLUMNS + " from orders where id = any (:ids) order by id" + lock)
			.param("ids", ids.toArray(UUID[]::new))
			.query(this::order)
			.list();
	}

	/** Those of the ids that are an order's. */
	List<UUID> known(Collection<UUID> ids) {
		return this.jdbc.sql("select id from orders where id = any (:ids)")
			.param("ids", ids.toArray(UUID[]::new))
			.query(UUID.class)
			.list();
	}

	/**
	 * A page, newest first. It ends early, after at least one, where its lines would come
	 * to more than {@value #PAGE_BYTES} bytes.
	 * @param after the last order of the page before; null for the first page
	 */
	Page page(int limit, @Nullable UUID after) {
		return this.jdbc.sql("""
				select %1$s, more from (
					select %1$s, lead(id) over newest is not null as more,
						sum(octet_length(lines::text)) over newest - octet_length(lines::text) as bytes_before
					from (
						select %1$s from orders
						where id < coalesce(:after::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
						order by id desc limit :limit + 1) as candidates
					window newest as (order by id desc)) as weighed
				where bytes_before < :bytes order by id desc limit :limit
				""".formatted(COLUMNS))
			.param("after", after)
			.param("limit", limit)
			.param("bytes", PAGE_BYTES)
			.query((ResultSetExtractor<Page>) this::read);
	}

	private Page read(ResultSet rows) throws SQLException {
		List<Order> items = new ArrayList<>();
		boolean more = false;
		while (rows.next()) {
			items.add(order(rows, items.size()));
			more = rows.getBoolean("more");
		}
		return new Page(items, more);
	}

	/**
	 * Orders placed in a time, in the order of their ids.
	 * @param since its beginning
	 * @param until its end, at which none is; null for none
	 * @param after only those after this one; null for the first
	 */
	List<UUID> placed(Instant since, @Nullable Instant until, @Nullable UUID after, int limit) {
		Instant end = (until != null) ? until : END;
		return this.jdbc
			.sql("select id from orders where id > greatest(?, ?::uuid) and id < ?"
					+ " and placed_at >= ? and placed_at < ? order by id limit ?")
			.param(OrderIds.firstAt(since.minus(CLOCKS)))
			.param(after)
			.param(OrderIds.firstAt(end.plus(CLOCKS)))
			.param(since.atOffset(ZoneOffset.UTC))
			.param(end.atOffset(ZoneOffset.UTC))
			.param(limit)
			.query(UUID.class)
			.list();
	}

	private @Nullable ExchangeRate exchangeRate(@Nullable String json) {
		return (json != null) ? this.json.readValue(json, ExchangeRate.class) : null;
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

	private Order order(ResultSet row, int number) throws SQLException {
		return new Order(row.getObject("id", UUID.class), row.getObject("placed_at", OffsetDateTime.class).toInstant(),
				row.getString("currency"), exchangeRate(row.getString("exchange_rate")), row.getString("reference"),
				this.json.readValue(row.getString("customer"), Customer.class),
				this.json.readValue(row.getString("lines"), new TypeReference<List<OrderLine>>() {
				}), new Totals(row.getBigDecimal("net"), row.getBigDecimal("vat"), row.getBigDecimal("gross")),
				instant(row.getObject("erased_at", OffsetDateTime.class)));
	}

	/**
	 * A part of the list of orders.
	 *
	 * @param more whether others follow
	 */
	record Page(List<Order> orders, boolean more) {
	}

}
