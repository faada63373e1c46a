package io.orderflow.sqs.deadletter;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All dead letters that were collected, and what became of them.
 */
class StoredLetters {

	private static final String WITHOUT_ENVELOPE = "id, queue, message_id, reason, detail, attributes, order_id, sent_at,"
			+ " collected_at, settled_as, settled_at, settled_by, because, null::bytea as envelope, encoding";

	private final JdbcClient jdbc;

	private final Clock clock;

	/** Not the application's: this must read what it wrote. */
	private final JsonMapper json = JsonMapper.shared();

	private final LetterRow row = new LetterRow(this.json);

	StoredLetters(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Stores a letter, committed unless there is a transaction around it.
	 * @return its id; empty if it is stored already
	 */
	Optional<Long> add(CollectedLetter letter) {
		return this.jdbc.sql("""
				insert into dead_letters (queue, message_id, reason, detail, attributes, order_id, envelope, encoding,
					sent_at, collected_at)
				values (:queue, :messageId, :reason, :detail, :attributes::jsonb, :orderId, :envelope, :encoding,
					:sentAt, :now)
				on conflict (queue, message_id) do nothing
				returning id""")
			.param("queue", letter.queue())
			.param("messageId", letter.messageId())
			.param("reason", letter.reason())
			.param("detail", letter.detail())
			.param("attributes", this.json.writeValueAsString(letter.attributes()))
			.param("orderId", letter.orderId())
			.param("envelope", letter.envelope().bytes())
			.param("encoding", letter.envelope().encoding())
			.param("sentAt", letter.sentAt().atOffset(ZoneOffset.UTC))
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.query(Long.class)
			.optional();
	}

	/**
	 * One, with its envelope.
	 */
	Optional<Letter> find(long id) {
		return this.jdbc.sql("select * from dead_letters where id = :id").param("id", id).query(this.row).optional();
	}

	/**
	 * A stretch of the list, without envelopes.
	 */
	List<Letter> list(LetterFilter filter, int limit) {
		return this.jdbc
			.sql("select " + WITHOUT_ENVELOPE + " from dead_letters where " + filter.condition() + " limit :limit")
			.params(filter.parameters())
			.param("limit", limit)
			.query(this.row)
			.list();
	}

	/**
	 * How many wait, by their reason.
	 */
	Map<String, Long> waiting() {
		Map<String, Long> waiting = new TreeMap<>();
		this.jdbc.sql("select reason, count(*) from dead_letters where settled_at is null group by reason")
			.query((row) -> {
				waiting.put(row.getString(1), row.getLong(2));
			});
		return waiting;
	}

	/**
	 * How many wait, and since when, by the queue they lay in.
	 */
	Map<String, WaitingLetters> backlog() {
		Map<String, WaitingLetters> backlog = new HashMap<>();
		this.jdbc.sql("select queue, count(*), min(sent_at) from dead_letters where settled_at is null group by queue")
			.query((row) -> {
				backlog.put(row.getString(1),
						new WaitingLetters(row.getLong(2), row.getObject(3, OffsetDateTime.class).toInstant()));
			});
		return backlog;
	}

	/**
	 * Deletes letters that were settled before, those settled first at first. Leaves out
	 * what somebody else has locked.
	 * @return how many
	 */
	int deleteSettled(Instant before, int limit) {
		return this.jdbc.sql("""
				delete from dead_letters where id in (
					select id from dead_letters where settled_at < :before
					order by settled_at limit :limit for update skip locked)""")
			.param("before", before.atOffset(ZoneOffset.UTC))
			.param("limit", limit)
			.update();
	}

	/**
	 * The last id there is, waiting or not; 0 if there is none.
	 */
	long lastId() {
		return this.jdbc.sql("select coalesce(max(id), 0) from dead_letters").query(Long.class).single();
	}

	/**
	 * Locks one until the transaction's end.
	 * @return empty if it does not wait, or somebody else has locked it
	 */
	Optional<ClaimedLetter> claim(long id) {
		return this.jdbc.sql("""
				select id, envelope, encoding from dead_letters where id = :id and settled_at is null
				for update skip locked""").param("id", id).query(ClaimedLetter::mapRow).optional();
	}

	/**
	 * Locks those of a reason that wait, in the order of their ids, until the
	 * transaction's end. Leaves out what somebody else has locked.
	 * @param after only those after this id
	 * @param last only those up to this id
	 */
	List<ClaimedLetter> claim(String reason, long after, long last, int limit) {
		return this.jdbc.sql("""
				select id, envelope, encoding from dead_letters
				where reason = :reason and settled_at is null and id > :after and id <= :last
				order by id limit :limit for update skip locked""")
			.param("reason", reason)
			.param("after", after)
			.param("last", last)
			.param("limit", limit)
			.query(ClaimedLetter::mapRow)
			.list();
	}

	/**
	 * Marks letters that the transaction has locked.
	 */
	void settle(Collection<Long> ids, Settlement settlement) {
		this.jdbc.sql("""
				update dead_letters set settled_as = :state, settled_at = :now, settled_by = :by, because = :because
				where id = any (:ids)""")
			.param("state", settlement.state().toString())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("by", settlement.by())
			.param("because", settlement.because())
			.param("ids", ids.toArray(Long[]::new))
			.update();
	}

}
