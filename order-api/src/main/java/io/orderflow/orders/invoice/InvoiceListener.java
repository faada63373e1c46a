package io.orderflow.orders.invoice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.listener.BatchVisibility;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.orderflow.sqs.DatabaseOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Takes off the queue what invoice-worker tells. A batch is acknowledged once all of it
 * is kept, or lies in the dead-letter queue; otherwise it comes again, which makes no
 * difference.
 */
@Component
class InvoiceListener {

	/** Why a message is set aside, as operators see it. */
	private static final String UNREADABLE = "unreadable";

	/** As the queue's own: longer than a wait and a statement together. */
	private static final int VISIBILITY_SECONDS = 60;

	private static final Logger logger = LoggerFactory.getLogger(InvoiceListener.class);

	private final InvoiceEventReader reader;

	private final IssuedInvoices invoices;

	private final SqsTemplate sqs;

	private final UpdatesProperties properties;

	private final DatabaseOutage outage;

	InvoiceListener(InvoiceEventReader reader, IssuedInvoices invoices, SqsTemplate sqs, UpdatesProperties properties,
			DatabaseOutage outage) {
		this.outage = outage;
		this.reader = reader;
		this.invoices = invoices;
		this.sqs = sqs;
		this.properties = properties;
	}

	@SqsListener(id = "order-updates", queueNames = "${orders.updates.queue:" + UpdatesProperties.DEFAULT_QUEUE + "}")
	void receive(List<Message<String>> messages, BatchVisibility visibility) {
		List<IssuedInvoice> told = new ArrayList<>();
		Map<String, String> unreadable = new LinkedHashMap<>();
		for (Message<String> message : messages) {
			try {
				told.add(this.reader.read(message.getPayload()));
			}
			catch (IllegalArgumentException ex) {
				unreadable.put(message.getPayload(), ex.getMessage());
			}
		}
		this.outage.endure(() -> keep(told), () -> visibility.changeTo(VISIBILITY_SECONDS))
			.orElseThrow(() -> new IllegalStateException("The database is away: the messages come again"));
		unreadable.forEach(this::setAside);
	}

	private int keep(List<IssuedInvoice> told) {
		this.invoices.keep(told);
		return told.size();
	}

	private void setAside(String body, String detail) {
		this.sqs.send((to) -> to.queue(this.properties.deadLetterQueue())
			.payload(body)
			.header("reason", UNREADABLE)
			.header("reason-detail", detail));
		logger.warn("Set a message aside in {}: {}", this.properties.deadLetterQueue(), detail);
	}

}
