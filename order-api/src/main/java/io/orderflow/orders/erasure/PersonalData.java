package io.orderflow.orders.erasure;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.orders.idempotency.Answer;
import io.orderflow.orders.order.OrderAnswers;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What of customers is in the database: the customer and the reference of an order, the
 * reason of its cancellation, the answers kept for its idempotency key, its events in the
 * outbox, and the dead letters that tell of it.
 */
@Repository
class PersonalData {

	/** Why an order keeps the data, and what to do. */
	static final String ON_ITS_WAY = "has an event on its way: try again in a minute, "
			+ "or see /actuator/outboxrelay where it stays so";

	static final String PARKED = "has a parked event with the data: put it back or discard it, see /actuator/outbox";

	static final String DEAD_LETTER = "has a dead letter that waits: put it back or discard it, see "
			+ "/actuator/deadletters";

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

	/**
	 * Locks the orders, so that none is cancelled or published once more until the
	 * transaction ends. What they need is asked thereafter: a statement that has waited
	 * for a lock does not see what the one it waited for has done to other tables.
	 */
	void lock(Collection<UUID> orders) {
		this.jdbc.sql("select id from orders where id = any (:orders) order by id for update")
			.param("orders", ids(orders))
			.query(UUID.class)
			.list();
	}

	/** How each order is. Those that are not there are left out. */
	List<State> states(Collection<UUID> orders) {
		return this.jdbc.sql("""
				select o.id, o.erased_at is not null as erased,
					exists (select from issued_invoices i where i.order_id = o.id and not i.credit_note) as invoiced,
					exists (select from cancellations c where c.order_id = o.id) and not exists (
						select from issued_invoices i where i.order_id = o.id and i.credit_note) as credit_note_missing
				from orders o where o.id = any (:orders) order by o.id""")
			.param("orders", ids(orders))
			.query(State.class)
			.list();
	}

	/**
	 * Those of the orders that have an event in the outbox, and whether one is parked. It
	 * looks through the outbox, which has no index for it: what is published is gone from
	 * there at once.
	 */
	Map<UUID, Boolean> events(Collection<UUID> orders) {
		Map<UUID, Boolean> parked = new HashMap<>();
		this.jdbc.sql("""
				select (detail ->> 'id')::uuid as id, bool_or(parked_at is not null) as parked
				from eventbridge_outbox where detail ->> 'id' = any (:orders) group by detail ->> 'id'""")
			.param("orders", texts(orders))
			.query((row) -> {
				parked.put(row.getObject("id", UUID.class), row.getBoolean("parked"));
			});
		return parked;
	}

	/** Those of the orders of which a dead letter waits. */
	Set<UUID> letters(Collection<UUID> orders) {
		return Set.copyOf(this.jdbc
			.sql("select distinct order_id from dead_letters where settled_at is null and order_id = any (:orders)")
			.param("orders", ids(orders))
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
		this.jdbc.sql("delete from dead_letters where settled_at is not null and order_id = any (:orders)")
			.param("orders", ids(orders))
			.update();
	}

	/** Those of the orders whose answer is kept for the next request with its key. */
	List<UUID> answered(Collection<UUID> orders) {
		return this.jdbc.sql("""
				select id from unnest(:orders, :locations) as asked (id, location)
				where exists (select from idempotency_keys kept where kept.location = asked.location)""")
			.param("orders", ids(orders))
			.param("locations", orders.stream().map(OrderAnswers::location).toArray(String[]::new))
			.query(UUID.class)
			.list();
	}

	/**
	 * Replaces answers. Their keys stay, or a client that tries again would place a
	 * second order.
	 */
	void replace(Collection<Answer> answers) {
		this.jdbc
			.sql("""
					update idempotency_keys kept set body = now.body from unnest(:locations, :bodies) as now (location, body)
					where kept.location = now.location""")
			.param("locations", answers.stream().map(Answer::location).toArray(String[]::new))
			.param("bodies", answers.stream().map(Answer::body).toArray(String[]::new))
			.update();
	}

	/**
	 * Keeps a record that does not say whose data it was. It is the proof that the data
	 * was erased, and by it a restored backup is erased once more: nothing deletes it.
	 */
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

		/** What the data is needed for still; null if nothing. */
		@Nullable String need() {
			if (!this.invoiced) {
				return "has no invoice yet, which needs the data: try again once it has";
			}
			return this.creditNoteMissing
					? "is cancelled and has no credit note yet, which needs the data: try again once it has" : null;
		}

	}

}
