package io.orderflow.invoices.invoice;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.orderflow.outbox.EventOutbox;
import io.orderflow.outbox.EventTracing;
import io.orderflow.outbox.OutboxEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Tells of invoices and credit notes.
 */
@Component
public class PublishInvoices {

	private final EventOutbox outbox;

	private final EventTracing tracing;

	private final InvoiceSettings settings;

	private final JsonMapper json;

	PublishInvoices(EventOutbox outbox, EventTracing tracing, InvoiceSettings settings, JsonMapper json) {
		this.outbox = outbox;
		this.tracing = tracing;
		this.settings = settings;
		this.json = json;
	}

	/**
	 * Puts an event for each into the outbox, in the transaction that issues them.
	 * @param invoices if there are none, nothing happens
	 * @param traceparents the trace in which an invoice was issued; null where there is
	 * none
	 * @throws org.springframework.transaction.IllegalTransactionStateException outside of
	 * a transaction
	 */
	public void publish(List<Invoice> invoices, Function<Invoice, @Nullable String> traceparents) {
		this.outbox
			.publishAll(invoices.stream().map((invoice) -> event(invoice, traceparents.apply(invoice))).toList());
	}

	private OutboxEvent event(Invoice invoice, @Nullable String parent) {
		String traceparent = this.tracing.create(this.settings.bus(), InvoiceIssued.detailType(invoice.isCreditNote()),
				parent);
		return InvoiceIssued
			.of(UUID.randomUUID(), invoice, (traceparent != null) ? new InvoiceIssued.Trace(traceparent) : null)
			.event(this.settings.bus(), this.json);
	}

}
