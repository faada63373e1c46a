package io.orderflow.invoices.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.orderflow.invoices.Events;
import io.orderflow.invoices.ServiceTest;
import io.orderflow.invoices.invoice.InvoiceDraft;
import io.orderflow.invoices.invoice.InvoicesFixture;
import io.orderflow.sqs.MessageTrace;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IssueInvoicesTest extends ServiceTest {

	private static final OrderEventReader READER = new OrderEventReader();

	@Autowired
	private IssueInvoices issueInvoices;

	@Test
	void everyOrderOfABatchIsInvoiced() {
		List<Outcome> outcomes = this.issueInvoices.issue(orders(10));

		assertThat(outcomes).hasSize(10).allMatch(Outcome.Issued.class::isInstance);
		assertThat(sequences()).isEqualTo(consecutive(10));
	}

	@Test
	void anOrderMayClaimToBeOfAnyYear() {
		List<OrderEvent> orders = Stream.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z")
			.map((placedAt) -> Events.orderPlaced(UUID.randomUUID(), (detail) -> detail.put("placedAt", placedAt)))
			.map(READER::read)
			.toList();

		assertThat(this.issueInvoices.issue(orders)).hasSize(2).allMatch(Outcome.Issued.class::isInstance);
	}

	@Test
	void aSecondDeliveryInTheSameBatchIsADuplicate() {
		UUID id = UUID.randomUUID();

		List<Outcome> outcomes = this.issueInvoices.issue(List.of(order(id), order(id), order(id)));

		assertThat(outcomes.get(0)).isInstanceOf(Outcome.Issued.class);
		assertThat(outcomes.subList(1, 3)).containsOnly(new Outcome.Duplicate());
		assertThat(sequences()).isEqualTo(consecutive(1));
	}

	@Test
	void aLaterDeliveryIsADuplicateAndTouchesNoCounter() {
		UUID id = UUID.randomUUID();
		this.issueInvoices.issue(List.of(order(id)));

		assertThat(this.issueInvoices.issue(List.of(order(id)))).containsOnly(new Outcome.Duplicate());
		assertThat(sequences()).isEqualTo(consecutive(1));
		assertThat(lastNumber()).isEqualTo(1);
	}

	@Test
	void theSameOrderWithOtherContentIsRefused() {
		UUID id = UUID.randomUUID();
		this.issueInvoices.issue(List.of(order(id)));

		List<Outcome> outcomes = this.issueInvoices.issue(List.of(otherContent(id), order(UUID.randomUUID())));

		assertThat(outcomes.get(0)).isInstanceOfSatisfying(Outcome.Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(Reason.CONFLICTING_CONTENT));
		assertThat(outcomes.get(1)).isInstanceOf(Outcome.Issued.class);
	}

	@Test
	void otherContentInTheSameBatchIsRefused() {
		UUID id = UUID.randomUUID();

		List<Outcome> outcomes = this.issueInvoices.issue(List.of(order(id), otherContent(id)));

		assertThat(outcomes.get(0)).isInstanceOf(Outcome.Issued.class);
		assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
	}

	@Test
	void workersWithTheSameOrdersNeitherDeadlockNorIssueTwice() throws Exception {
		List<OrderEvent> orders = orders(100);
		ExecutorService workers = Executors.newFixedThreadPool(4);
		List<Future<List<Outcome>>> batches = new ArrayList<>();
		for (int worker = 0; worker < 4; worker++) {
			List<OrderEvent> shuffled = new ArrayList<>(orders);
			Collections.shuffle(shuffled, new Random(worker));
			for (int i = 0; i < 100; i += 10) {
				List<OrderEvent> batch = shuffled.subList(i, i + 10);
				batches.add(workers.submit(() -> this.issueInvoices.issue(batch)));
			}
		}
		List<Outcome> outcomes = new ArrayList<>();
		for (Future<List<Outcome>> batch : batches) {
			outcomes.addAll(batch.get());
		}
		workers.shutdown();

		assertThat(outcomes).filteredOn(Outcome.Issued.class::isInstance).hasSize(100);
		assertThat(outcomes).filteredOn(Outcome.Duplicate.class::isInstance).hasSize(300);
		assertThat(sequences()).isEqualTo(consecutive(100));
	}

	@Test
	void whatTheDatabaseRefusesHoldsUpNoOther() {
		List<OrderEvent> batch = new ArrayList<>(orders(9));
		batch.add(4, unstorable());

		List<Outcome> outcomes = new ArrayList<>(this.issueInvoices.issue(batch));

		assertThat(outcomes.remove(4)).isInstanceOfSatisfying(Outcome.Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(Reason.UNSTORABLE));
		assertThat(outcomes).hasSize(9).allMatch(Outcome.Issued.class::isInstance);
		assertThat(sequences()).isEqualTo(consecutive(9));
	}

	@Test
	void rowsThatContradictOneAnotherSetNothingAside() {
		this.issueInvoices.issue(orders(1));
		this.jdbc.sql("update invoice_series set last_number = 1").update();
		InvoicesFixture.tamper(this.jdbc, "update invoices set sequence = 2, number = series || '-000002'");

		assertThat(this.issueInvoices.issue(orders(2))).containsOnly(new Outcome.LeftInQueue());
	}

	@Test
	void aDatabaseThatCannotDoItsWorkFailsTheBatchWhole() {
		this.jdbc.sql("alter table invoices rename to away").update();
		try {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.issueInvoices.issue(orders(2)));
		}
		finally {
			this.jdbc.sql("alter table away rename to invoices").update();
		}
		assertThat(this.issueInvoices.issue(orders(1))).allMatch(Outcome.Issued.class::isInstance);
		assertThat(sequences()).isEqualTo(consecutive(1));
	}

	private static List<OrderEvent> orders(int count) {
		return Stream.generate(UUID::randomUUID).limit(count).map(IssueInvoicesTest::order).toList();
	}

	private static OrderEvent order(UUID id) {
		return READER.read(Events.orderPlaced(id));
	}

	private static OrderEvent otherContent(UUID id) {
		return READER.read(Events.orderPlaced(id, (detail) -> detail.put("reference", "PO-4712")));
	}

	private static OrderEvent unstorable() {
		InvoiceDraft draft = ((OrderPlaced) order(UUID.randomUUID())).draft();
		return new OrderPlaced(java.time.Instant.now(),
				new InvoiceDraft(draft.orderId(), draft.eventId(), draft.placedAt(), draft.currency(), null, "a\u0000b",
						draft.customer(), draft.lines(), draft.vat(), draft.totals(), null, null),
				MessageTrace.NONE);
	}

	private List<Long> sequences() {
		return this.jdbc.sql("select sequence from invoices order by sequence").query(Long.class).list();
	}

	private long lastNumber() {
		return this.jdbc.sql("select last_number from invoice_series").query(Long.class).single();
	}

	private static List<Long> consecutive(long count) {
		return LongStream.rangeClosed(1, count).boxed().toList();
	}

}
