package io.orderflow.orders.invoice;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.orderflow.orders.OrderApiTest;
import io.orderflow.orders.order.SampleOrders;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What comes over the queue {@code order-updates}, and what an order shows of it.
 */
@OrderApiTest
class InvoiceListenerTests {

	private static final String QUEUE = "order-updates";

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private final UUID order = UUID.randomUUID();

	@Autowired
	private SqsTemplate sqs;

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private IssuedInvoices invoices;

	@Test
	void anOrderShowsItsInvoiceAndItsCreditNote() {
		String placed = this.http.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body(SampleOrders.order())
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		UUID id = UUID.fromString(JsonPath.read(placed, "$.id"));

		// The wrong way round, and one twice.
		send(InvoiceEvents.creditNoteIssued(id), InvoiceEvents.invoiceIssued(id, "2026-000001", NOON),
				InvoiceEvents.invoiceIssued(id, "2026-000001", NOON));

		await().untilAsserted(() -> assertThat(this.invoices.of(List.of(id))).hasSize(2));
		String order = get("/orders/" + id);
		assertThat(JsonPath.<Object>read(order, "$.invoice")).hasToString("{number=2026-000001,"
				+ " issuedAt=2026-11-23T12:00:00Z, links={self=http://localhost:8081/invoices/2026-000001,"
				+ " pdf=http://localhost:8081/invoices/2026-000001.pdf}}");
		assertThat(JsonPath.<String>read(order, "$.creditNote.number")).isEqualTo("C2026-000001");
		assertThat(JsonPath.<List<String>>read(get("/orders"), "$.items[?(@.id == '" + id + "')].invoice.number"))
			.containsExactly("2026-000001");
	}

	@Test
	void ofTwoInvoicesTheOneIssuedLastIsShownInWhateverOrderTheyAreTold() {
		send(InvoiceEvents.invoiceIssued(this.order, "2026-000009", NOON.plusSeconds(1)));
		await().until(() -> !this.invoices.of(List.of(this.order)).isEmpty());
		UUID marker = UUID.randomUUID();

		send(InvoiceEvents.invoiceIssued(this.order, "2026-000001", NOON),
				InvoiceEvents.invoiceIssued(marker, "2026-000002", NOON));

		await().until(() -> !this.invoices.of(List.of(marker)).isEmpty());
		assertThat(this.invoices.of(List.of(this.order))).extracting(IssuedInvoice::number)
			.containsExactly("2026-000009");
	}

	@Test
	void whatCannotBeReadIsSetAsideWithItsReasonAndHoldsUpNoOther() {
		send("nonsense", InvoiceEvents.invoiceIssued(this.order, "2026-000001", NOON));

		await().until(() -> !this.invoices.of(List.of(this.order)).isEmpty());
		await().until(() -> JsonPath.<Integer>read(get("/actuator/deadletters?queue=order-updates-dead-letters"),
				"$.items.length()") == 1);
		int id = JsonPath.read(get("/actuator/deadletters?queue=order-updates-dead-letters"), "$.items[0].id");
		String letter = get("/actuator/deadletters/" + id);
		assertThat(JsonPath.<String>read(letter, "$.envelope")).isEqualTo("nonsense");
		assertThat(JsonPath.<String>read(letter, "$.reason")).isEqualTo("unreadable");
		assertThat(JsonPath.<String>read(letter, "$.detail")).contains("not JSON");
	}

	@Test
	void whatTheRuleCouldNotDeliverIsPutBackOnceAnOperatorSaysSo() {
		String event = InvoiceEvents.invoiceIssued(this.order, "2026-000001", NOON);
		this.sqs.send((to) -> to.queue(QUEUE + "-undelivered").payload(event).header("ERROR_CODE", "NO_PERMISSIONS"));
		await().until(() -> get("/actuator/deadletters").contains(this.order.toString()));
		List<Integer> ids = JsonPath.read(get("/actuator/deadletters"),
				"$.items[?(@.orderId == '" + this.order + "')].id");

		this.http.post()
			.uri("/actuator/deadletters/" + ids.get(0))
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"action\":\"put-back\"}")
			.exchange()
			.expectStatus()
			.isOk();

		await().until(() -> !this.invoices.of(List.of(this.order)).isEmpty());
		this.http.post()
			.uri("/actuator/deadletters/" + ids.get(0))
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"action\":\"put-back\"}")
			.exchange()
			.expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Dead letter " + ids.get(0) + " is put-back already");
	}

	@Test
	void manyAreKept() {
		List<UUID> orders = Stream.generate(UUID::randomUUID).limit(100).toList();

		Collections.nCopies(2, orders)
			.forEach((all) -> all.forEach((id) -> send(InvoiceEvents.invoiceIssued(id, "2026-000001", NOON))));

		await().until(() -> this.invoices.of(orders).size() == 100);
	}

	private void send(String... bodies) {
		for (String body : bodies) {
			this.sqs.send(QUEUE, body);
		}
	}

	private String get(String path) {
		return this.http.get().uri(path).exchange().expectBody(String.class).returnResult().getResponseBody();
	}

}
