package io.orderflow.sqs.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.RowMapper;

/**
 * Reads a dead letter from its row.
 */
class LetterRow implements RowMapper<Letter> {

	private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {
	};

	private final JsonMapper json;

	LetterRow(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Letter mapRow(ResultSet row, int index) throws SQLException {
		return new Letter(row.getLong("id"), row.getString("queue"), row.getString("message_id"),
				row.getString("reason"), row.getString("detail"),
				this.json.readValue(row.getString("attributes"), ATTRIBUTES), row.getObject("order_id", UUID.class),
				row.getObject("sent_at", OffsetDateTime.class).toInstant(),
				row.getObject("collected_at", OffsetDateTime.class).toInstant(),
				LetterState.of(row.getString("settled_as")), instant(row, "settled_at"), row.getString("settled_by"),
				row.getString("because"), envelope(row));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private static @Nullable String envelope(ResultSet row) throws SQLException {
		byte[] bytes = row.getBytes("envelope");
		return (bytes != null) ? new StoredText(bytes, row.getString("encoding")).text() : null;
	}

}
