package io.orderflow.invoices.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The orders that are invoiced: one row each, and nobody gets a second one in.
 */
@Repository
class InvoicedOrders {

	private final JdbcClient jdbc;

	InvoicedOrders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Claims orders, in the order of their ids: so two workers with the same orders wait
	 * for one another, and never each for the other. Waits while another transaction has
	 * claimed one of them; if that rolls back, this one has it.
	 * @param digests each order's {@link ContentDigest}
	 * @param now when
	 * @return those nobody had claimed before
	 */
	Set<UUID> claim(SortedMap<UUID, byte[]> digests, Instant now) {
		return new HashSet<>(this.jdbc.sql("""
				insert into invoiced_orders (order_id, content_digest, claimed_at)
				select o.id, o.digest, :now from unnest(:ids, :digests) as o (id, digest)
				on conflict do nothing
				returning order_id""")
			.param("ids", digests.keySet().toArray(UUID[]::new))
			.param("digests", digests.values().toArray(byte[][]::new))
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(UUID.class)
			.list());
	}

	/**
	 * The digests these orders were claimed with.
	 * @param ids if there are none, the database is not asked
	 */
	Map<UUID, byte[]> digests(Collection<UUID> ids) {
		Map<UUID, byte[]> digests = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("select order_id, content_digest from invoiced_orders where order_id = any (:ids)")
				.param("ids", ids.toArray(UUID[]::new))
				.query((row) -> {
					digests.put(row.getObject("order_id", UUID.class), row.getBytes("content_digest"));
				});
		}
		return digests;
	}

}
