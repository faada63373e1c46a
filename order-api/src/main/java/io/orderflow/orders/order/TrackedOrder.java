package io.orderflow.orders.order;

import java.net.URI;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orderflow.orders.invoice.IssuedInvoice;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/**
 * An order, with what has become of it as far as this service was told.
 *
 * @param order as it was placed
 * @param cancellation null if it was not cancelled
 * @param invoice null if it is not known to be invoiced yet
 * @param creditNote null if it is not known to have one
 */
record TrackedOrder(@JsonUnwrapped Order order,
		@Nullable @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Cancellation cancellation,
		@Nullable @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Document invoice,
		@Nullable @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Document creditNote) {

	/**
	 * An invoice, or a credit note.
	 *
	 * @param number its number
	 * @param issuedAt when
	 * @param links where it is to be had
	 */
	record Document(String number, Instant issuedAt, Links links) {

		static Document of(IssuedInvoice invoice, URI invoicesUrl) {
			String self = invoicesUrl.toString().replaceAll("/$", "") + "/invoices/" + invoice.number();
			return new Document(invoice.number(), invoice.issuedAt(), new Links(self, self + ".pdf"));
		}

	}

	/**
	 * Places at invoice-worker.
	 *
	 * @param self as JSON, PDF or XML, by {@code Accept}
	 * @param pdf for a browser
	 */
	record Links(String self, String pdf) {
	}

}
