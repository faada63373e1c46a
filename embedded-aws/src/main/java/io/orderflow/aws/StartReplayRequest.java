package io.orderflow.aws;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A StartReplay call. See AWS's API reference.
 *
 * @param name the replay's name, unique
 * @param description may be null
 * @param archiveArn of which events are replayed
 * @param from the earliest time of an event, in seconds since 1970
 * @param to what it is before
 * @param destination where to
 */
record StartReplayRequest(@JsonProperty("ReplayName") String name,
		@JsonProperty("Description") @Nullable String description, @JsonProperty("EventSourceArn") String archiveArn,
		@JsonProperty("EventStartTime") BigDecimal from, @JsonProperty("EventEndTime") BigDecimal to,
		@JsonProperty("Destination") Destination destination) {

	private static final Pattern NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");

	/**
	 * @throws AwsException if something is missing or wrong
	 */
	StartReplayRequest {
		require("EventSourceArn", archiveArn != null, "it is required");
		require("Destination.Arn", destination != null && destination.arn() != null, "it is required");
		require("ReplayName", name != null && NAME.matcher(name).matches(), "it must be " + NAME);
		require("EventStartTime", PutEventsEntry.isTime(from), "it must be seconds since 1970");
		require("EventEndTime", PutEventsEntry.isTime(to), "it must be seconds since 1970");
		require("EventEndTime", from.compareTo(to) < 0, "EventStartTime must be before EventEndTime");
	}

	static void require(String parameter, boolean valid, String reason) {
		if (!valid) {
			throw AwsException.validation("Parameter %s is not valid. Reason: %s.".formatted(parameter, reason));
		}
	}

	Instant fromTime() {
		return instant(this.from);
	}

	Instant toTime() {
		return instant(this.to);
	}

	private static Instant instant(BigDecimal seconds) {
		return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
	}

	/**
	 * Where events are replayed to.
	 *
	 * @param arn of the bus
	 * @param filterArns of the rules that get them; empty means all of the bus
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record Destination(@JsonProperty("Arn") String arn,
			@JsonProperty("FilterArns") @Nullable List<@Nullable String> filterArns) {

		Destination {
			filterArns = (filterArns != null) ? filterArns.stream().filter(Objects::nonNull).toList() : List.of();
		}

		boolean takes(Rule rule) {
			return this.filterArns.isEmpty() || this.filterArns.contains(rule.arn());
		}

	}

}
