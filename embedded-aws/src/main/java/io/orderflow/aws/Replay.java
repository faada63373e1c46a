package io.orderflow.aws;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A replay as DescribeReplay answers it. Times are seconds since 1970.
 *
 * @param request by which it was started
 * @param arn its ARN
 * @param state STARTING, RUNNING, COMPLETED or FAILED
 * @param stateReason why it failed; null otherwise
 * @param lastReplayed the time of the last event that was replayed; null before the first
 * @param replayStartTime when it was started
 * @param replayEndTime null before its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Replay(@JsonUnwrapped StartReplayRequest request, @JsonProperty("ReplayArn") String arn,
		@JsonProperty("State") String state, @JsonProperty("StateReason") @Nullable String stateReason,
		@JsonProperty("EventLastReplayedTime") @Nullable BigDecimal lastReplayed,
		@JsonProperty("ReplayStartTime") BigDecimal replayStartTime,
		@JsonProperty("ReplayEndTime") @Nullable BigDecimal replayEndTime) {

	static Replay starting(StartReplayRequest request, String arn, Instant now) {
		return new Replay(request, arn, "STARTING", null, null, seconds(now), null);
	}

	String name() {
		return this.request.name();
	}

	Replay replayed(Instant last) {
		return new Replay(this.request, this.arn, "RUNNING", null, seconds(last), this.replayStartTime, null);
	}

	Replay completed(Instant now) {
		return new Replay(this.request, this.arn, "COMPLETED", null, this.lastReplayed, this.replayStartTime,
				seconds(now));
	}

	Replay failed(String reason, Instant now) {
		return new Replay(this.request, this.arn, "FAILED", reason, this.lastReplayed, this.replayStartTime,
				seconds(now));
	}

	private static BigDecimal seconds(Instant time) {
		return BigDecimal.valueOf(time.toEpochMilli(), 3);
	}

}
