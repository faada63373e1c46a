package io.orderflow.invoices.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.orderflow.invoices.invoice.Cancellation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The orders that are known: one row each, with the first that was told of its placing
 * and of its cancellation. Nobody gets a second one in.
 */
@Repository
class InvoicedOrders {

	private final JdbcClient jdbc;

	private final JsonMapper json;

	InvoicedOrders(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * Locks orders until the transaction ends, in the order of their ids: so two workers
	 * with the same orders wait for one another, and never each for the other. Keeps what
	 * is new of each.
	 * @param news at most one of each order, sorted by its id
	 * @param now when
	 * @return what is known of each, by its id
	 */
	Map<UUID, Claim> claim(Collection<OrderNews> news, Instant now) {
		Map<UUID, Claim> claims = new HashMap<>();
		this.jdbc.sql("""
				insert into invoiced_orders as known (order_id, content_digest, cancellation, claimed_at)
				select o.id, o.digest, o.cancellation::jsonb, :now
				from unnest(:ids, :digests, :cancellations) as o (id, digest, cancellation)
				on conflict (order_id) do update
				set content_digest = coalesce(known.content_digest, excluded.content_digest),
					cancellation = coalesce(known.cancellation, excluded.cancellation)
				returning order_id, old.content_digest as digest_before, new.content_digest,
					old.cancellation as cancellation_before, new.cancellation""")
			.param("ids", news.stream().map(OrderNews::id).toArray(UUID[]::new))
			.param("digests", news.stream().map(OrderNews::digest).toArray(byte[][]::new))
			.param("cancellations", news.stream().map(OrderNews::cancellation).map(this::write).toArray(String[]::new))
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query((row) -> {
				claims.put(row.getObject("order_id", UUID.class), claim(row));
			});
		return claims;
	}

	private Claim claim(ResultSet row) throws SQLException {
		return new Claim(row.getBytes("digest_before"), row.getBytes("content_digest"),
				read(row.getString("cancellation_before")), read(row.getString("cancellation")));
	}

	private @Nullable String write(@Nullable Cancellation cancellation) {
		return (cancellation != null) ? this.json.writeValueAsString(cancellation) : null;
	}

	private @Nullable Cancellation read(@Nullable String cancellation) {
		return (cancellation != null) ? this.json.readValue(cancellation, Cancellation.class) : null;
	}

}
