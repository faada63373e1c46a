package io.orderflow.invoices.intake;

import io.orderflow.invoices.invoice.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an order whose row this transaction has locked.
 *
 * @param digestBefore the content it was placed with, as known before this transaction;
 * null if it was not
 * @param digest the same, with what this transaction brings; null if only its
 * cancellation is known
 * @param cancellationBefore null if it was not known to be cancelled before this
 * transaction
 * @param cancellation the same, with what this transaction brings; null if it is not
 * cancelled
 */
record Claim(byte @Nullable [] digestBefore, byte @Nullable [] digest, @Nullable Cancellation cancellationBefore,
		@Nullable Cancellation cancellation) {

	/** Whether this transaction must issue the order's invoice. */
	boolean isPlacedNow() {
		return this.digestBefore == null && this.digest != null;
	}

	/** Whether this transaction brings the cancellation. */
	boolean isCancelledNow() {
		return this.cancellationBefore == null && this.cancellation != null;
	}

	/** Whether this transaction must issue the order's credit note. */
	boolean isToBeCredited() {
		return this.digest != null && this.cancellation != null && (isPlacedNow() || isCancelledNow());
	}

}
