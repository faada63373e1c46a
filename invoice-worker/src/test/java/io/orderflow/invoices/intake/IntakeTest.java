package io.orderflow.invoices.intake;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.invoices.Events;
import io.orderflow.invoices.ServiceTest;
import io.orderflow.invoices.UnexpectedAcknowledgement;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * From the queue to invoices, with everything real.
 */
@ExtendWith(OutputCaptureExtension.class)
class IntakeTest extends ServiceTest {

	@Autowired
	private MeterRegistry meters;

	@Test
	void anOrderIsInvoicedAndItsMessageDeleted() {
		UUID order = UUID.randomUUID();

		INVOICES.send(Events.orderPlaced(order));

		awaitInvoices(1);
		this.http.get()
			.uri("/invoices?orderId={id}", order)
			.exchange()
			.expectBody()
			.jsonPath("$.items[0].orderId")
			.isEqualTo(order.toString());
		assertThat(this.meters.get("invoices.order.to.invoice").timer().count()).isPositive();
	}

	@Test
	void aStopWaitsForDeletionsThatAreUnderWay(@Autowired OrderEventListener listener) {
		PendingDeletion deletion = new PendingDeletion();
		listener.receive(List.of(MessageBuilder.withPayload(Events.orderPlaced(UUID.randomUUID())).build()), deletion,
				null);
		FutureTask<Void> stop = new FutureTask<>(() -> {
			listener.awaitDeletions();
			return null;
		});
		new Thread(stop).start();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> stop.get(200, TimeUnit.MILLISECONDS));
		deletion.end.complete(null);
		await().until(stop::isDone);
	}

	@Test
	void thatNothingCanBeDeletedIsSaidOnceForAllOfAnOutage(@Autowired OrderEventListener listener,
			CapturedOutput output) {
		IllegalStateException away = new IllegalStateException("away");
		receive(listener, CompletableFuture.failedFuture(away));
		receive(listener, CompletableFuture.failedFuture(away));
		assertThat(output.getOut().split("Messages cannot be deleted", -1)).hasSize(2);

		receive(listener, CompletableFuture.completedFuture(null));
		receive(listener, CompletableFuture.failedFuture(away));
		assertThat(output.getOut().split("Messages cannot be deleted", -1)).as("of the next outage").hasSize(3);
		receive(listener, CompletableFuture.completedFuture(null));
	}

	private static void receive(OrderEventListener listener, CompletableFuture<Void> end) {
		listener.receive(List.of(MessageBuilder.withPayload(Events.orderPlaced(UUID.randomUUID())).build()),
				new UnexpectedAcknowledgement() {

					@Override
					public CompletableFuture<Void> acknowledgeAsync(Collection<Message<String>> messages) {
						return end;
					}

				}, null);
	}

	@Test
	void aPoisonMessageIsSetAsideAndTheOtherNineAreInvoiced(CapturedOutput output) {
		List<String> batch = new ArrayList<>(
				Stream.generate(UUID::randomUUID).limit(9).map(Events::orderPlaced).toList());
		batch.add(5, "Ada Lovelace <ada@example.com> is no JSON");
		double before = deadLettered(Reason.UNREADABLE);

		INVOICES.send(batch);

		awaitInvoices(9);
		assertThat(awaitDeadLetter()).containsEntry("body", batch.get(5))
			.containsEntry("reason", "unreadable")
			.extractingByKey("detail", InstanceOfAssertFactories.STRING)
			.contains("Not JSON");
		assertThat(deadLettered(Reason.UNREADABLE)).isEqualTo(before + 1);
		assertThat(output).contains("unreadable").doesNotContain("ada@example.com");
		assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
	}

	@Test
	void aDuplicateMakesNoSecondInvoice() {
		UUID order = UUID.randomUUID();
		double before = this.meters.get("invoices.duplicates").counter().count();

		INVOICES.send(List.of(Events.orderPlaced(order), Events.orderPlaced(order)));
		INVOICES.send(Events.orderPlaced(order));

		await().until(() -> this.meters.get("invoices.duplicates").counter().count() == before + 2);
		assertThat(sequences()).containsExactly(1L);
		assertThat(deadLetters()).isEmpty();
	}

	@Test
	void theSameOrderWithOtherContentIsSetAside() {
		UUID order = UUID.randomUUID();
		INVOICES.send(Events.orderPlaced(order));
		awaitInvoices(1);

		INVOICES.send(Events.orderPlaced(order, (detail) -> detail.put("reference", "PO-4712")));

		assertThat(awaitDeadLetter()).containsEntry("reason", "conflicting_content")
			.extractingByKey("detail", InstanceOfAssertFactories.STRING)
			.contains(order.toString());
	}

	@Test
	void everyBrokenExampleIsSetAsideAndEveryValidOneIsInvoiced() {
		Events.examples("broken").forEach((example) -> INVOICES.send(Events.envelopeOf(example)));
		Events.examples("valid").forEach((example) -> INVOICES.send(Events.envelopeOf(example)));

		awaitInvoices(Events.examples("valid").size());
		await().until(() -> deadLetters().size() == Events.examples("broken").size());
	}

	@Test
	void messagesThatCameOneByOneLeaveReadersAConnectionWhileTheyWaitForALock() throws SQLException {
		try (Connection other = DriverManager.getConnection(DATABASE.url(), "postgres", "any")) {
			other.setAutoCommit(false);
			other.createStatement().execute("lock table invoice_series");
			for (int i = 0; i < 11; i++) {
				INVOICES.send(Events.orderPlaced(UUID.randomUUID()));
				await().until(() -> INVOICES.untaken() == 0);
			}
			assertThat(this.jdbc.sql("select count(*) from pg_locks where not granted").query(Integer.class).single())
				.isLessThanOrEqualTo(2);
			this.http.get().uri("/invoices").exchange().expectStatus().isOk();
		}
		awaitInvoices(11);
	}

	@Test
	void aStrangersAttributesChangeNothing() {
		INVOICES.sendWithAttribute(Events.orderPlaced(UUID.randomUUID()), "JavaType", "no.such.Type");
		INVOICES.sendWithAttribute(Events.orderPlaced(UUID.randomUUID()), "id", "1");
		INVOICES.send(Events.orderPlaced(UUID.randomUUID()));

		awaitInvoices(3);
	}

	@Test
	void whileTheDatabaseIsAwayNothingIsSetAsideAndLaterAllIsInvoiced(CapturedOutput output) {
		DATABASE.takeAway();
		try {
			Stream.generate(UUID::randomUUID).limit(25).map(Events::orderPlaced).forEach(INVOICES::send);
			await().until(() -> output.getOut().contains("The database cannot be worked with"));
			this.http.get()
				.uri("/invoices")
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectHeader()
				.contentType("application/problem+json")
				.expectHeader()
				.exists("Retry-After");
			assertThat(INVOICES.size()).isEqualTo(25);
			assertThat(DEAD_LETTERS.size()).isZero();
		}
		finally {
			DATABASE.bringBack();
		}

		await().ignoreExceptions().until(() -> sequences().size() == 25);
		assertThat(deadLetters()).isEmpty();
		assertThat(output.getOut().split("The database cannot be worked with", -1)).hasSize(2);
		assertThat(sequences()).hasSize(25).endsWith(25L);
	}

	private void awaitInvoices(int count) {
		await().until(() -> sequences().size() == count);
	}

	private List<Long> sequences() {
		return this.jdbc.sql("select sequence from invoices order by sequence").query(Long.class).list();
	}

	private Map<String, Object> awaitDeadLetter() {
		return await().until(this::deadLetters, (letters) -> !letters.isEmpty()).get(0);
	}

	/** As they are collected. */
	private List<Map<String, Object>> deadLetters() {
		return this.jdbc.sql("select reason, detail, convert_from(envelope, 'UTF8') as body from dead_letters")
			.query()
			.listOfRows();
	}

	private double deadLettered(Reason reason) {
		return this.meters.get("invoices.dead.lettered").tag("reason", reason.code()).counter().count();
	}

	/** Ends when the test says so. */
	private static final class PendingDeletion extends UnexpectedAcknowledgement {

		private final CompletableFuture<Void> end = new CompletableFuture<>();

		@Override
		public CompletableFuture<Void> acknowledgeAsync(Collection<Message<String>> messages) {
			return this.end;
		}

	}

}
