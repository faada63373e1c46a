package io.orderflow.invoices.invoice;

import java.util.List;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/**
 * Verifies all invoices and credit notes there are: {@code /actuator/invoicechain}. It
 * reads each, some ten thousand a second.
 */
@Component
@Endpoint(id = "invoicechain")
class InvoiceChainEndpoint {

	private final InvoiceChain chain;

	InvoiceChainEndpoint(InvoiceChain chain) {
		this.chain = chain;
	}

	/**
	 * Verifies.
	 */
	@ReadOperation
	Report check() {
		List<CheckedSeries> series = this.chain.check();
		return new Report(series.stream().allMatch((checked) -> checked.faults().isEmpty()), series);
	}

	/**
	 * What was found.
	 *
	 * @param sound whether no series has a fault; gaps are no fault, for a restore makes
	 * some, but look whether it was one
	 */
	record Report(boolean sound, List<CheckedSeries> series) {
	}

}
