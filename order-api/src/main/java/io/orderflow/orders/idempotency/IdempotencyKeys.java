package io.orderflow.orders.idempotency;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The keys that were used, each with its answer.
 */
@Repository
class IdempotencyKeys {

	private final JdbcClient jdbc;

	private final IdempotencyProperties properties;

	IdempotencyKeys(JdbcClient jdbc, IdempotencyProperties properties) {
		this.jdbc = jdbc;
		this.properties = properties;
	}

	/**
	 * Locks the key until the transaction ends, and finds the answer kept with it.
	 * @return empty if this is the first request with this key, or the one before has
	 * expired
	 */
	Optional<Answer> lock(IdempotentRequest request) {
		Row row = this.jdbc.sql("""
				select locked, kept.fingerprint, kept.location, kept.body
				from pg_try_advisory_xact_lock(hashtextextended(:caller || chr(10) || :key, 0)) as locked
				left join idempotency_keys kept
				on kept.caller = :caller and kept.key = :key and kept.expires_at > now()
				""")
			.param("caller", request.caller())
			.param("key", request.key().value())
			.query(IdempotencyKeys::row)
			.single();
		if (!row.locked()) {
			throw new KeyInUseException();
		}
		return row.answerTo(request);
	}

	/**
	 * @throws KeyInUseException if another request has kept its answer since the key was
	 * looked up
	 */
	void keep(IdempotentRequest request, Answer answer) {
		int kept = this.jdbc.sql("""
				insert into idempotency_keys as kept (caller, key, fingerprint, location, body, expires_at)
				values (:caller, :key, :fingerprint, :location, :body, now() + :ttl * interval '1 second')
				on conflict (caller, key) do update
				set fingerprint = excluded.fingerprint, location = excluded.location, body = excluded.body,
					expires_at = excluded.expires_at
				where kept.expires_at <= now()
				""")
			.param("caller", request.caller())
			.param("key", request.key().value())
			.param("fingerprint", request.fingerprint())
			.param("location", answer.location())
			.param("body", answer.body())
			.param("ttl", this.properties.ttl().toSeconds())
			.update();
		if (kept == 0) {
			throw new KeyInUseException();
		}
	}

	/**
	 * Deletes keys that have expired.
	 * @return how many; less than the limit if none is left
	 */
	int deleteExpired(int limit) {
		return this.jdbc.sql("""
				delete from idempotency_keys where (caller, key) in (
					select caller, key from idempotency_keys where expires_at <= now()
					order by expires_at limit ? for update skip locked)
				""").param(limit).update();
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getBoolean("locked"), row.getBytes("fingerprint"), row.getString("location"),
				row.getString("body"));
	}

	private record Row(boolean locked, byte @Nullable [] fingerprint, String location, String body) {

		Optional<Answer> answerTo(IdempotentRequest request) {
			if (this.fingerprint == null) {
				return Optional.empty();
			}
			if (!MessageDigest.isEqual(this.fingerprint, request.fingerprint())) {
				throw new KeyReusedException();
			}
			return Optional.of(new Answer(this.location, this.body));
		}

	}

}
