package io.orderflow.invoices.intake;

import io.orderflow.invoices.invoice.Invoice;

/**
 * What became of one message.
 */
sealed interface Outcome {

	/**
	 * A new invoice, committed.
	 *
	 * @param invoice that
	 */
	record Issued(Invoice invoice) implements Outcome {
	}

	/**
	 * The same order was invoiced before: nothing to do.
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
