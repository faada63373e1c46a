package io.orderflow.invoices.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.orderflow.invoices.Events;
import io.orderflow.invoices.Queue;
import io.orderflow.invoices.ServiceTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An order is placed and cancelled, in whatever order that is told.
 */
class CreditNotesTest extends ServiceTest {

	private static final OrderEventReader READER = new OrderEventReader();

	private static final Queue UPDATES = new Queue("order-updates");

	private final UUID order = UUID.randomUUID();

	@Autowired
	private IssueInvoices issueInvoices;

	@Test
	void aCancelledOrderHasACreditNoteForAllOfItsInvoice() {
		issue(placed(this.order));

		assertThat(issue(cancelled(this.order))).containsExactly(new Outcome.Cancelled());

		assertThat(documents()).containsExactly("2026-000001 30.00", "C2026-000001 30.00 for 2026-000001");
		assertThat(this.jdbc.sql("select count(distinct (net, vat, gross, lines, customer)) from invoices")
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void cancelledFirstItIsKeptUntilTheOrderComes() {
		assertThat(issue(cancelled(this.order))).containsExactly(new Outcome.Cancelled());
		assertThat(documents()).isEmpty();

		assertThat(issue(placed(this.order))).containsExactly(new Outcome.Issued());

		assertThat(documents()).containsExactly("2026-000001 30.00", "C2026-000001 30.00 for 2026-000001");
		assertThat(this.jdbc.sql("select count(distinct xmin::text) from invoices").query(Integer.class).single())
			.as("transactions")
			.isOne();
	}

	@Test
	void bothInOneBatchComeToTheSame() {
		UUID other = UUID.randomUUID();

		List<Outcome> outcomes = issue(cancelled(this.order), placed(this.order), placed(other), cancelled(other));

		assertThat(outcomes).containsExactly(new Outcome.Cancelled(), new Outcome.Issued(), new Outcome.Issued(),
				new Outcome.Cancelled());
		assertThat(documents()).hasSize(4);
	}

	@Test
	void toldTwiceItIsADuplicate() {
		issue(placed(this.order), cancelled(this.order));

		assertThat(issue(cancelled(this.order), cancelled(this.order), placed(this.order)))
			.containsOnly(new Outcome.Duplicate());
		assertThat(documents()).hasSize(2);
	}

	@Test
	void whoIsToldOnceMoreTellsOnceMoreOfInvoiceAndCreditNote() {
		UPDATES.purge();
		List<String> told = new ArrayList<>();

		issue(placed(this.order), cancelled(this.order));
		await().until(() -> hear(told).size() == 2);
		assertThat(issue(placed(this.order))).containsExactly(new Outcome.Duplicate());
		await().until(() -> hear(told).size() == 3);
		assertThat(issue(placed(this.order), cancelled(this.order))).hasSize(2).containsOnly(new Outcome.Duplicate());
		await().until(() -> hear(told).size() == 5);

		assertThat(told).filteredOn((event) -> event.contains("CreditNoteIssued")).hasSize(2);
	}

	@Test
	void cancelledOtherwiseThanBeforeIsRefused() {
		issue(placed(this.order), cancelled(this.order));

		List<Outcome> outcomes = issue(cancelled(this.order, (detail) -> detail.put("reason", "Too late")),
				cancelled(this.order, (detail) -> part(detail, 1, "1")));

		assertThat(outcomes).allSatisfy((outcome) -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(Reason.CONFLICTING_CONTENT)));
		assertThat(documents()).hasSize(2);
	}

	@Test
	void aPartIsCreditedAtItsPriceWithItsVat() {
		issue(placed(this.order), cancelled(this.order, (detail) -> part(detail, 1, "0.3")));

		// 0.3 × 12.50 = 3.75, and 20 % of that.
		assertThat(documents()).containsExactly("2026-000001 30.00", "C2026-000001 4.50 for 2026-000001");
	}

	@Test
	void moreThanWasOrderedIsRefusedAndLeavesTheOrderAsItWas() {
		issue(placed(this.order));

		List<Outcome> outcomes = issue(cancelled(this.order, (detail) -> part(detail, 1, "2.001")),
				cancelled(this.order, (detail) -> part(detail, 2, "1")));

		assertThat(outcomes).allSatisfy((outcome) -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(Reason.INVALID_CONTENT)));
		assertThat(issue(cancelled(this.order))).containsExactly(new Outcome.Cancelled());
	}

	@Test
	void anOrderIsInvoicedAlsoIfItsCancellationThatCameFirstCannotBeCredited() {
		issue(cancelled(this.order, (detail) -> part(detail, 9, "1")));

		assertThat(issue(placed(this.order))).containsExactly(new Outcome.Issued());

		assertThat(documents()).containsExactly("2026-000001 30.00");
	}

	@Test
	void aForeignCurrencyIsCreditedAtTheInvoicesRate() {
		issue(READER.read(Events.orderPlaced(this.order,
				(detail) -> detail.put("currency", "USD")
					.putObject("exchangeRate")
					.put("currency", "EUR")
					.put("rate", "0.8571"))),
				cancelled(this.order));

		// 5.00 × 0.8571 = 4.2855
		assertThat(this.jdbc.sql("select accounting ->> 'vat' || ' ' || (accounting ->> 'rate') from invoices")
			.query(String.class)
			.list()).containsExactly("4.29 0.8571", "4.29 0.8571");
	}

	@Test
	void workersThatAreToldInAnyOrderNeitherDeadlockNorIssueTwice() throws Exception {
		List<UUID> orders = Stream.generate(UUID::randomUUID).limit(100).toList();
		List<OrderEvent> events = new ArrayList<>();
		orders.forEach((id) -> Collections.addAll(events, placed(id), cancelled(id)));
		ExecutorService workers = Executors.newFixedThreadPool(4);
		List<Future<?>> batches = new ArrayList<>();
		for (int worker = 0; worker < 4; worker++) {
			List<OrderEvent> shuffled = new ArrayList<>(events);
			Collections.shuffle(shuffled, new Random(worker));
			for (int i = 0; i < shuffled.size(); i += 10) {
				List<OrderEvent> batch = shuffled.subList(i, i + 10);
				batches.add(workers.submit(() -> this.issueInvoices.issue(batch)));
			}
		}
		for (Future<?> batch : batches) {
			batch.get();
		}
		workers.shutdown();

		for (boolean creditNote : new boolean[] { false, true }) {
			assertThat(this.jdbc.sql("select sequence from invoices where (corrects is not null) = ? order by sequence")
				.param(creditNote)
				.query(Long.class)
				.list()).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
		}
		assertThat(this.jdbc.sql("select count(distinct order_id) from invoices").query(Integer.class).single())
			.isEqualTo(100);
	}

	private List<Outcome> issue(OrderEvent... events) {
		return this.issueInvoices.issue(List.of(events));
	}

	/** With this year for whichever it is. */
	private List<String> hear(List<String> told) {
		UPDATES.take()
			.stream()
			.map(Message::body)
			.filter((event) -> event.contains(this.order.toString()))
			.forEach(told::add);
		return told;
	}

	private List<String> documents() {
		return this.jdbc.sql("""
				select regexp_replace(number, '[0-9]{4}-', '2026-') || ' ' || gross
					|| coalesce(' for ' || regexp_replace(corrects, '[0-9]{4}-', '2026-'), '')
				from invoices order by series, sequence""").query(String.class).list();
	}

	private static OrderEvent placed(UUID order) {
		return READER.read(Events.orderPlaced(order));
	}

	private static OrderEvent cancelled(UUID order) {
		return READER.read(Events.orderCancelled(order));
	}

	private static OrderEvent cancelled(UUID order, Consumer<ObjectNode> change) {
		return READER.read(Events.orderCancelled(order, change));
	}

	private static void part(ObjectNode detail, int line, String quantity) {
		detail.putArray("lines").addObject().put("line", line).put("quantity", quantity);
	}

}
