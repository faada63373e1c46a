package io.orderflow.orders.order;

import java.math.BigDecimal;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is cancelled of an order.
 *
 * @param reason why, as the credit note says it
 * @param lines what is taken back; null for all of the order
 */
record CancellationRequest(@NotNull @Text @Size(max = 200) String reason,
		@Size(min = 1, max = 200) @Nullable List<@NotNull @Valid CancelledLine> lines) {

	/**
	 * A part of one of the order's lines.
	 *
	 * @param line its place in the order, from 1
	 * @param quantity how much of it, at most what was ordered
	 */
	record CancelledLine(@NotNull @Min(1) @Max(200) Integer line, @NotNull @DecimalMin(value = "0",
			inclusive = false) @Digits(integer = 6, fraction = 3) BigDecimal quantity) {

		/** This line with its decimal in one way of writing. */
		CancelledLine complete() {
			return new CancelledLine(this.line, OrderLine.shortest(this.quantity));
		}

	}

}
