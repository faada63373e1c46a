package io.orderflow.orders.invoice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.awspring.cloud.sqs.listener.BatchVisibility;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.micrometer.tracing.Tracer;
import io.orderflow.sqs.HeldBatches;
import io.orderflow.sqs.ProcessSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.messaging.support.MessageBuilder;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.times;

/**
 * What the listener does while the database is away.
 */
@ExtendWith(MockitoExtension.class)
class UpdatesOutageTests {

	@Mock
	private IssuedInvoices invoices;

	@Mock
	private SqsTemplate sqs;

	@Mock
	private BatchVisibility visibility;

	@Test
	void aBatchIsHeldAndTriedAgainInPlace() {
		String event = InvoiceEvents.invoiceIssued(UUID.randomUUID(), "2026-000001",
				Instant.parse("2026-11-23T12:00:00Z"));
		willThrow(new DataAccessResourceFailureException("away"))
			.willThrow(new DataAccessResourceFailureException("away"))
			.willDoNothing()
			.given(this.invoices)
			.keep(any());

		new InvoiceListener(new InvoiceEventReader(JsonMapper.shared()), this.invoices, new ProcessSpans(Tracer.NOOP),
				this.sqs, new UpdatesProperties("order-updates", null), new HeldBatches())
			.receive(List.of(MessageBuilder.withPayload(event).build()), this.visibility);

		then(this.invoices).should(times(3)).keep(any());
		then(this.visibility).should(times(2)).changeTo(anyInt());
		then(this.sqs).shouldHaveNoInteractions();
	}

}
