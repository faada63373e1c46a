package io.orderflow.straightforward.invoices;

import io.awspring.cloud.sqs.annotation.SqsListener;

import org.springframework.stereotype.Component;

@Component
class OrderPlacedListener {

	private final InvoiceRepository invoices;

	OrderPlacedListener(InvoiceRepository invoices) {
		this.invoices = invoices;
	}

	@SqsListener("invoices")
	void receive(OrderPlaced event) {
		this.invoices.save(Invoice.of(event.detail()));
	}

}
