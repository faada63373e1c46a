package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * That an order was cancelled, whole or in part.
 *
 * @param eventId the event that told of it
 * @param cancelledAt when
 * @param reason why, in the seller's words
 * @param lines what is taken back; null for all of the order
 */
public record Cancellation(UUID eventId, Instant cancelledAt, String reason, @Nullable List<CancelledLine> lines) {

	/**
	 * {@return whether another event tells of the same}
	 * @param other of the same order
	 */
	public boolean isSameAs(Cancellation other) {
		return equals(new Cancellation(this.eventId, other.cancelledAt, other.reason, other.lines));
	}

	/**
	 * A part of one of the order's lines.
	 *
	 * @param line its place in the order, from 1
	 * @param quantity how much of it, more than 0
	 */
	public record CancelledLine(int line, BigDecimal quantity) {
	}

}
