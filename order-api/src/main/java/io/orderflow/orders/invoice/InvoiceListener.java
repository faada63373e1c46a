package io.orderflow.orders.invoice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.listener.BatchVisibility;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.orderflow.sqs.HeldBatches;
import io.orderflow.sqs.ProcessSpans;
import io.orderflow.sqs.ProcessSpans.TracedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

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

	private final ProcessSpans spans;

	private final SqsTemplate sqs;

	private final UpdatesProperties properties;

	private final HeldBatches outage;

	InvoiceListener(InvoiceEventReader reader, IssuedInvoices invoices, ProcessSpans spans, SqsTemplate sqs,
			UpdatesProperties properties, HeldBatches outage) {
		this.outage = outage;
		this.reader = reader;
		this.invoices = invoices;
		this.spans = spans;
		this.sqs = sqs;
		this.properties = properties;
	}

	@SqsListener(id = "order-updates", queueNames = "${orders.updates.queue:" + UpdatesProperties.DEFAULT_QUEUE + "}")
	void receive(List<Message<String>> messages, BatchVisibility visibility) {
		List<IssuedInvoice> told = new ArrayList<>();
		List<TracedMessage> traced = new ArrayList<>();
		Map<String, String> unreadable = new LinkedHashMap<>();
		for (Message<String> message : messages) {
			try {
				InvoiceNews news = this.reader.read(message.getPayload());
				told.add(news.invoice());
				traced.add(TracedMessage.of(message, news.invoice().orderId().toString(), news.trace()));
			}
			catch (IllegalArgumentException ex) {
				unreadable.put(message.getPayload(), ex.getMessage());
			}
		}
		this.outage.endure(() -> keep(told, traced), () -> visibility.changeTo(VISIBILITY_SECONDS))
			.orElseThrow(() -> new IllegalStateException("The database is away: the messages come again"));
		unreadable.forEach(this::setAside);
	}

	private int keep(List<IssuedInvoice> told, List<TracedMessage> traced) {
		return told.isEmpty() ? 0 : this.spans.begin(this.properties.queue(), traced).finish(() -> {
			this.invoices.keep(told);
			return told.size();
		});
	}

	private void setAside(String body, String detail) {
		this.sqs.send((to) -> to.queue(this.properties.deadLetterQueue())
			.payload(body)
			.header("reason", UNREADABLE)
			.header("reason-detail", detail));
		LoggingEventBuilder line = logger.atWarn();
		this.reader.ids(body).forEach(line::addKeyValue);
		line.log("Set a message aside in {}: {}", this.properties.deadLetterQueue(), detail);
	}

}
