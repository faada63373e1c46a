package io.orderflow.orders.erasure;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What of customers is in the database: the customer and the reference of an order, the
 * reason of its cancellation, the answers kept for its idempotency key, and its events in
 * the outbox.
 */
@Repository
class PersonalData {

	private final JdbcClient jdbc;

	PersonalData(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The next orders, whoever's they are: so a search goes through all of them in
	 * statements of the same size, and orders need no index of their customers.
	 * @param email in any case
	 */
	List<Candidate> candidates(String email, UUID after, int limit) {
		return this.jdbc.sql("""
				select id, coalesce(lower(customer ->> 'email') = lower(:email), false) as matches
				from orders where id > :after order by id limit :limit""")
			.param("email", email)
			.param("after", after)
			.param("limit", limit)
			.query(Candidate.class)
			.list();
	}

	/** Locks the orders, and tells how each is. Those that are not there are left out. */
	List<State> lock(Collection<UUID> orders) {
		return this.jdbc.sql("""
				select o.id, o.erased_at is not null as erased,
					exists (select from issued_invoices i where i.order_id = o.id and not i.credit_note) as invoiced,
					exists (select from cancellations c where c.order_id = o.id) and not exists (
						select from issued_invoices i where i.order_id = o.id and i.credit_note) as credit_note_missing
				from orders o where o.id = any (:orders) order by o.id for update of o""")
			.param("orders", ids(orders))
			.query(State.class)
			.list();
	}

	/** Those of the orders that have a parked event. */
	Set<UUID> parked(Collection<UUID> orders) {
		return Set.copyOf(this.jdbc.sql("""
				select distinct (detail ->> 'id')::uuid from eventbridge_outbox
				where parked_at is not null and detail ->> 'id' = any (:orders)""")
			.param("orders", texts(orders))
			.query(UUID.class)
			.list());
	}

	/** How many discarded events the orders have. */
	int discarded(Collection<UUID> orders) {
		return this.jdbc.sql("select count(*) from eventbridge_outbox_discarded where detail ->> 'id' = any (:orders)")
			.param("orders", texts(orders))
			.query(Integer.class)
			.single();
	}

	/**
	 * Erases it, in the current transaction. Lines and totals stay: they are of goods,
	 * and the books are made of them. So does the country, by which they are taxed.
	 */
	void erase(Collection<UUID> orders) {
		this.jdbc
			.sql("""
					update orders set erased_at = now(), reference = case when reference is null then null else 'erased' end,
						customer = jsonb_build_object('name', 'erased', 'email', 'erased@erased.invalid', 'address',
							jsonb_build_object('street', 'erased', 'city', 'erased', 'country',
								customer #> '{address,country}'))
					where id = any (:orders) and erased_at is null""")
			.param("orders", ids(orders))
			.update();
		this.jdbc.sql("update cancellations set reason = 'erased' where order_id = any (:orders)")
			.param("orders", ids(orders))
			.update();
		this.jdbc.sql("delete from idempotency_keys where location = any (:locations)")
			.param("locations", orders.stream().map((order) -> "/orders/" + order).toArray(String[]::new))
			.update();
	}

	/** Keeps a record that does not say whose data it was. */
	void record(String by, String because, Collection<UUID> orders) {
		this.jdbc.sql("insert into erasures (erased_by, because, order_ids) values (:by, :because, :orders)")
			.param("by", by)
			.param("because", because)
			.param("orders", ids(orders))
			.update();
	}

	private static UUID[] ids(Collection<UUID> orders) {
		return orders.toArray(UUID[]::new);
	}

	private static String[] texts(Collection<UUID> orders) {
		return orders.stream().map(UUID::toString).toArray(String[]::new);
	}

	/**
	 * An order that was looked at.
	 *
	 * @param matches whether it is the customer's
	 */
	record Candidate(UUID id, boolean matches) {
	}

	/**
	 * How an order is.
	 *
	 * @param erased whether its customer's data is gone
	 * @param invoiced whether its invoice was told of
	 * @param creditNoteMissing whether it was cancelled and its credit note was not told
	 * of
	 */
	record State(UUID id, boolean erased, boolean invoiced, boolean creditNoteMissing) {
	}

}
