package io.orderflow.aws;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a PutEvents call, as it came. See AWS's API reference,
 * PutEventsRequestEntry; {@code TraceHeader} is ignored.
 *
 * @param time seconds since 1970, perhaps with a fraction; null means now
 */
record PutEventsEntry(@JsonProperty("Time") @Nullable BigDecimal time, @JsonProperty("Source") @Nullable String source,
		@JsonProperty("DetailType") @Nullable String detailType, @JsonProperty("Detail") @Nullable String detail,
		@JsonProperty("Resources") @Nullable List<@Nullable String> resources,
		@JsonProperty("EventBusName") @Nullable String eventBusName) {

	private static final int TIME_SIZE = 14;

	/** The end of the year 9999. */
	private static final BigDecimal LAST = BigDecimal.valueOf(253402300799L);

	PutEventsEntry {
		if (time != null && !isTime(time)) {
			throw AwsException.serialization("Time must be seconds since 1970, but is " + time);
		}
		resources = (resources != null) ? resources.stream().filter(Objects::nonNull).toList() : List.of();
	}

	static boolean isTime(@Nullable BigDecimal seconds) {
		return seconds != null && seconds.signum() >= 0 && seconds.compareTo(LAST) <= 0;
	}

	String bus() {
		return (this.eventBusName != null) ? this.eventBusName : Arns.DEFAULT_BUS;
	}

	/**
	 * Bytes of the entry, as AWS counts them ("Calculating PutEvents event entry size").
	 */
	int size() {
		int size = (this.time != null) ? TIME_SIZE : 0;
		size += bytes(this.source) + bytes(this.detailType) + bytes(this.detail);
		return size + this.resources.stream().mapToInt(PutEventsEntry::bytes).sum();
	}

	/**
	 * @throws EntryException if a field is missing or the source is one of AWS's own
	 */
	void requireComplete() throws EntryException {
		require("Source", this.source);
		require("DetailType", this.detailType);
		require("Detail", this.detail);
		if (this.source.startsWith("aws.")) {
			throw new EntryException("NotAuthorizedForSourceException", "Not authorized for the source.");
		}
	}

	private static void require(String name, @Nullable String value) throws EntryException {
		if (value == null || value.isEmpty()) {
			throw new EntryException("InvalidArgument",
					"Parameter %s is not valid. Reason: %s is a required argument.".formatted(name, name));
		}
	}

	private static int bytes(@Nullable String text) {
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8).length : 0;
	}

}
