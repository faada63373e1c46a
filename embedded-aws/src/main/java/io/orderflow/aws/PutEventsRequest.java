package io.orderflow.aws;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * A PutEvents call. What it does not know is ignored, as AWS does.
 *
 * @param entries its entries, as many as came
 */
record PutEventsRequest(@JsonProperty("Entries") List<PutEventsEntry> entries) {

	private static final String INVALID = "1 validation error detected: Value %s at 'entries' failed to satisfy constraint: Member must ";

	private static final int MAXIMUM_ENTRIES = 10;

	/**
	 * AWS took 256 KB in all before it took 1 MiB, and LocalStack 4.14 takes 256 KB
	 * still: what passes here passes everywhere.
	 */
	private static final int MAXIMUM_SIZE = 256 * 1024;

	/** Reads a text as a text alone, as AWS does. */
	static final JsonMapper JSON = JsonMapper.builder()
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.withCoercionConfig(LogicalType.Textual,
				(text) -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
		.build();

	/**
	 * Read a call.
	 * @throws AwsException if it is not one
	 */
	static PutEventsRequest read(byte[] body) {
		try {
			PutEventsRequest request = JSON.readValue(body, PutEventsRequest.class);
			if (request.entries == null || request.entries.contains(null)) {
				throw AwsException.validation(INVALID.formatted("null") + "not be null");
			}
			return request;
		}
		catch (JacksonException ex) {
			throw AwsException.serialization("The request is not what PutEvents takes: " + ex.getOriginalMessage());
		}
	}

	/**
	 * @throws AwsException if there are no or too many entries, or they are too large
	 * together
	 */
	void requireLimits() {
		if (this.entries.isEmpty()) {
			throw AwsException.validation(INVALID.formatted("'[]'") + "have length greater than or equal to 1");
		}
		if (this.entries.size() > MAXIMUM_ENTRIES) {
			throw AwsException.validation(INVALID.formatted("'[PutEventsRequestEntry]'")
					+ "have length less than or equal to " + MAXIMUM_ENTRIES);
		}
		if (this.entries.stream().mapToInt(PutEventsEntry::size).sum() > MAXIMUM_SIZE) {
			throw AwsException.validation("Total size of the entries in the request is over the limit.");
		}
	}

}
