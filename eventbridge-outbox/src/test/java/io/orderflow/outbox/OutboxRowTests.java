package io.orderflow.outbox;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxRowTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	@ParameterizedTest
	@ValueSource(strings = { "00-" + TRACE + "-00f067aa0ba902b7-01", "cc-" + TRACE + "-00f067aa0ba902b7-01-more" })
	void itsTraceIsReadOfAnyVersion(String traceparent) {
		assertThat(row(traceparent).traceId()).hasValue(TRACE);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "00-" + TRACE + "-00f067aa0ba902b7-01-more", "ff-" + TRACE + "-00f067aa0ba902b7-01",
			"00-00000000000000000000000000000000-00f067aa0ba902b7-01" })
	void whatIsNoTraceparentTellsOfNone(@Nullable String traceparent) {
		assertThat(row(traceparent).traceId()).isEmpty();
	}

	@Test
	void theLogNamesWhatItIsAbout() {
		assertThat(row("{\"id\":\"018f-1\",\"eventId\":\"018f-2\",\"customer\":{\"id\":\"7\"}}",
				"00-" + TRACE + "-00f067aa0ba902b7-01")
			.ids()).isEqualTo(Map.of("detail.id", "018f-1", "event.id", "018f-2", "trace.id", TRACE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[1]", "1", "{", "", "{\"id\":null,\"eventId\":{\"a\":1}}",
			"{\"id\":\"a name\",\"eventId\":\"a\\nb\"}" })
	void whatIsNoIdIsNotLogged(String detail) {
		assertThat(row(detail, null).ids()).isEmpty();
	}

	private static OutboxRow row(@Nullable String traceparent) {
		return row("{}", traceparent);
	}

	private static OutboxRow row(String detail, @Nullable String traceparent) {
		return new OutboxRow(1, "orders", "demo.orders", "OrderPlaced", detail, Instant.EPOCH, 0, traceparent);
	}

}
