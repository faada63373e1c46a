package io.orderflow.aws;

import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event that targets get: the entry in EventBridge's envelope, the detail as it was
 * sent, byte for byte.
 *
 * @param id the event's id
 * @param time when it happened, in whole seconds
 * @param json the whole event
 */
record Envelope(String id, Instant time, String json) {

	/**
	 * Wrap an entry.
	 * @throws EntryException if a field is missing or the detail is not a JSON object
	 */
	static Envelope of(PutEventsEntry entry, String region, Clock clock) throws EntryException {
		entry.requireComplete();
		requireObject(entry.detail());
		String id = UUID.randomUUID().toString();
		Instant time = (entry.time() != null) ? Instant.ofEpochSecond(entry.time().longValue())
				: clock.instant().truncatedTo(ChronoUnit.SECONDS);
		StringWriter json = new StringWriter(entry.detail().length() + 512);
		try (JsonGenerator event = JsonMapper.shared().createGenerator(json)) {
			event.writeStartObject();
			event.writeStringProperty("version", "0");
			event.writeStringProperty("id", id);
			event.writeStringProperty("detail-type", entry.detailType());
			event.writeStringProperty("source", entry.source());
			event.writeStringProperty("account", Arns.ACCOUNT);
			event.writeStringProperty("time", time.toString());
			event.writeStringProperty("region", region);
			event.writeArrayPropertyStart("resources");
			entry.resources().forEach(event::writeString);
			event.writeEndArray();
			event.writeName("detail");
			event.writeRawValue(entry.detail());
			event.writeEndObject();
		}
		return new Envelope(id, time, json.toString());
	}

	/**
	 * The whole event as a replay brings it.
	 * @param replay the replay's name, which AWS lets have no character that JSON escapes
	 */
	String ofReplay(String replay) {
		return "{\"replay-name\":\"" + replay + "\"," + this.json.substring(1);
	}

	private static void requireObject(String detail) throws EntryException {
		try (JsonParser parser = JsonMapper.shared().createParser(detail)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw malformed();
			}
			parser.skipChildren();
			if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
				throw malformed();
			}
		}
		catch (JacksonException ex) {
			throw malformed();
		}
	}

	private static EntryException malformed() {
		return new EntryException("MalformedDetail", "Detail is malformed.");
	}

}
