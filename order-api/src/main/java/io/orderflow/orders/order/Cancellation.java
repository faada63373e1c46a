package io.orderflow.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.orderflow.orders.order.CancellationRequest.CancelledLine;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That an order was cancelled. It does not change.
 *
 * @param cancelledAt to the microsecond
 * @param reason why
 * @param lines what is taken back, in the order's order; null for all of it
 */
record Cancellation(Instant cancelledAt, String reason, @Nullable @Schema(nullable = true) List<CancelledLine> lines) {

	/** Whether it says the same, at whatever time. */
	boolean saysTheSameAs(Cancellation other) {
		return this.reason.equals(other.reason) && Objects.equals(this.lines, other.lines);
	}

}
