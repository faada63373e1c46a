package io.orderflow.invoices.invoice;

import java.util.List;
import java.util.UUID;

import io.orderflow.outbox.EventOutbox;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Tells of invoices and credit notes.
 */
@Component
public class PublishInvoices {

	private final EventOutbox outbox;

	private final InvoiceSettings settings;

	private final JsonMapper json;

	PublishInvoices(EventOutbox outbox, InvoiceSettings settings, JsonMapper json) {
		this.outbox = outbox;
		this.settings = settings;
		this.json = json;
	}

	/**
	 * Puts an event for each into the outbox, in the transaction that issues them.
	 * @param invoices if there are none, nothing happens
	 * @throws org.springframework.transaction.IllegalTransactionStateException outside of
	 * a transaction
	 */
	public void publish(List<Invoice> invoices) {
		this.outbox.publishAll(invoices.stream()
			.map((invoice) -> InvoiceIssued.of(UUID.randomUUID(), invoice).event(this.settings.bus(), this.json))
			.toList());
	}

}
