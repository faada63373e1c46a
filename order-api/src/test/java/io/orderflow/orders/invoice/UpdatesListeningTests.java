package io.orderflow.orders.invoice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.orders.OrderApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.awaitility.Awaitility.await;

@OrderApiTest
@TestPropertySource(properties = "orders.updates.queue=made-later")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class UpdatesListeningTests {

	private final UUID order = UUID.randomUUID();

	@Autowired
	private SqsAsyncClient sqs;

	@Autowired
	private RestTestClient http;

	@Autowired
	private IssuedInvoices invoices;

	@Test
	void theServiceIsReadyWithoutTheQueueAndListensOnceItIsThere(CapturedOutput output) {
		await().until(() -> output.getOut().contains("until [made-later] can be read"));
		this.http.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();

		String queue = this.sqs.createQueue((request) -> request.queueName("made-later")).join().queueUrl();
		String event = InvoiceEvents.invoiceIssued(this.order, "2026-000001", Instant.parse("2026-11-23T12:00:00Z"));
		this.sqs.sendMessage((request) -> request.queueUrl(queue).messageBody(event)).join();

		await().until(() -> !this.invoices.of(List.of(this.order)).isEmpty());
	}

}
