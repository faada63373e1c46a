package io.orderflow.orders.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * invoice-worker does not show its invoices. The text says what to do.
 */
class WorkerUnavailableException extends RuntimeException {

	WorkerUnavailableException(String whatToDo, @Nullable Throwable cause) {
		super(whatToDo, cause);
	}

}
