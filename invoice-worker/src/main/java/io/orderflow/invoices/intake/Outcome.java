package io.orderflow.invoices.intake;

/**
 * What became of one message.
 */
sealed interface Outcome {

	/**
	 * The order's invoice, committed.
	 */
	record Issued() implements Outcome {
	}

	/**
	 * The order's cancellation, committed: with its credit note, which otherwise comes
	 * with the invoice.
	 */
	record Cancelled() implements Outcome {
	}

	/**
	 * The same was told of the order before: nothing to do.
	 */
	record Duplicate() implements Outcome {
	}

	/**
	 * Can never be invoiced.
	 *
	 * @param reason a code
	 * @param detail what is wrong, without anything of the customer
	 */
	record Refused(Reason reason, String detail) implements Outcome {

		static Refused because(RefusedException ex) {
			return new Refused(ex.reason(), ex.detail());
		}

	}

	/**
	 * Failed in a way that says nothing about the message: left in the queue to come
	 * again.
	 */
	record LeftInQueue() implements Outcome {
	}

}
