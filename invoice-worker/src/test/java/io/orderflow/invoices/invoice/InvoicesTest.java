package io.orderflow.invoices.invoice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.orderflow.invoices.Backing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Numbers, dates and what the schema itself refuses, with real PostgreSQL.
 */
class InvoicesTest {

	private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static JdbcClient jdbc;

	private static TransactionTemplate transaction;

	@BeforeAll
	static void migrate() {
		JdbcTransactionManager transactions = new JdbcTransactionManager(Backing.newDatabase().migrated());
		jdbc = JdbcClient.create(transactions.getDataSource());
		transaction = new TransactionTemplate(transactions);
	}

	@BeforeEach
	void empty() {
		InvoicesFixture.empty(jdbc);
	}

	@Test
	void numbersFollowOneAnotherInTheDraftsOrder() {
		List<Invoice> invoices = issue(at(NOON), 2);
		invoices.addAll(issue(at(NOON), 1));

		assertThat(invoices).extracting((invoice) -> invoice.number().toString())
			.containsExactly("2026-000001", "2026-000002", "2026-000003");
	}

	@Test
	void theInvoiceIsKeptAsItWasIssued() {
		Invoice invoice = issue(at(NOON), 1).get(0);

		assertThat(invoices(at(NOON), ZoneOffset.UTC).find(invoice.number())).contains(invoice);
		assertThat(invoices(at(NOON), ZoneOffset.UTC).findByOrder(invoice.orderId())).containsExactly(invoice);
	}

	@Test
	void aSeriesBeginsAtTheFirstNumberThatIsSetAndHasNoGapBeforeIt() {
		assertThat(issueFrom(5_000_001)).hasToString("2026-5000001");
		assertThat(issueFrom(5_000_001)).hasToString("2026-5000002");

		assertThat(new InvoiceChain(jdbc).check()).singleElement().satisfies((series) -> {
			assertThat(series.invoices()).isEqualTo(2);
			assertThat(series.gaps()).isEmpty();
			assertThat(series.faults()).isEmpty();
		});
	}

	@Test
	void aSeriesThatHasBegunGoesOnWhereItIs() {
		issue(at(NOON), 1);

		assertThat(issueFrom(5_000_001)).hasToString("2026-000002");
	}

	private static InvoiceNumber issueFrom(long firstNumber) {
		Invoices invoices = InvoicesFixture.invoices(jdbc, at(NOON), InvoicesFixture.settings(firstNumber));
		return transaction.execute((status) -> invoices.issue(List.of(claimed()))).get(0).number();
	}

	@Test
	void noDraftsTouchNoCounter() {
		assertThat(issue(at(NOON), 0)).isEmpty();
		assertThat(lastNumbers()).isEmpty();
	}

	@Test
	void aRollBackGivesItsNumbersBack() {
		issue(at(NOON), 1);

		assertThatIllegalStateException().isThrownBy(() -> transaction.executeWithoutResult((status) -> {
			invoices(at(NOON), ZoneOffset.UTC).issue(List.of(claimed()));
			throw new IllegalStateException("after the numbers were taken");
		}));

		assertThat(issue(at(NOON), 1).get(0).number()).hasToString("2026-000002");
	}

	@Test
	void concurrentIssuersWithRollBacksLeaveNoGap() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		List<Future<?>> issuers = new ArrayList<>();
		for (int i = 0; i < 120; i++) {
			boolean fails = i % 3 == 0;
			issuers.add(threads.submit(() -> transaction.executeWithoutResult((status) -> {
				invoices(Clock.systemUTC(), ZoneOffset.UTC).issue(List.of(claimed(), claimed()));
				if (fails) {
					status.setRollbackOnly();
				}
			})));
		}
		for (Future<?> issuer : issuers) {
			issuer.get();
		}
		threads.shutdown();

		List<Long> sequences = jdbc.sql("select sequence from invoices order by sequence").query(Long.class).list();
		assertThat(sequences).isEqualTo(LongStream.rangeClosed(1, 160).boxed().toList());
		assertThat(jdbc.sql("""
				select count(*) from (select issued_at < lag(issued_at) over (order by sequence) as backwards
				from invoices) i where backwards""").query(Long.class).single()).isZero();
	}

	@Test
	void datesNeverRunBackwardsInASeries() {
		issue(at(NOON), 1);

		Invoice byASlowClock = issue(at(NOON.minusSeconds(3600)), 1).get(0);

		assertThat(byASlowClock.issuedAt()).isEqualTo(NOON);
		assertThat(byASlowClock.number()).hasToString("2026-000002");
	}

	@Test
	void theYearOfTheIssueDateIsTheSeries() {
		Instant lastSecond = Instant.parse("2026-12-31T23:59:59.999999Z");

		assertThat(issue(at(lastSecond), 1).get(0).number()).hasToString("2026-000001");
		Invoice first = issue(at(lastSecond.plusNanos(1000)), 1).get(0);

		assertThat(first.number()).hasToString("2027-000001");
		assertThat(first.issuedOn()).isEqualTo("2027-01-01");
	}

	@Test
	void theYearIsThatOfTheZone() {
		Instant newYearInBerlin = Instant.parse("2026-12-31T23:30:00Z");

		Invoice invoice = issue(at(newYearInBerlin), BERLIN, 1).get(0);

		assertThat(invoice.number()).hasToString("2027-000001");
		assertThat(invoice.issuedOn()).isEqualTo(LocalDate.of(2027, 1, 1));
	}

	@Test
	void aSlowClockAfterTheYearsTurnTakesNoNumberOfTheOldYear() {
		// The zone was UTC until here; from here on it is Berlin's, where the year is
		// over.
		issue(at(Instant.parse("2026-12-31T23:30:00Z")), ZoneOffset.UTC, 1);

		List<Invoice> invoices = issue(at(Instant.parse("2026-12-31T22:59:59Z")), BERLIN, 2);

		assertThat(invoices).extracting((invoice) -> invoice.number() + " " + invoice.issuedOn())
			.containsExactly("2027-000001 2027-01-01", "2027-000002 2027-01-01");
		assertThat(lastNumbers()).containsExactly("2026: 1", "2027: 2");
	}

	@Test
	void numbersGoOnAfterSixDigits() {
		jdbc.sql("insert into invoice_series values ('2026', 999998, '2026-01-01T00:00:00Z')").update();

		assertThat(issue(at(NOON), 2)).extracting((invoice) -> invoice.number().toString())
			.containsExactly("2026-999999", "2026-1000000");
		assertThat(invoices(at(NOON), ZoneOffset.UTC).page(new InvoiceFilter(null, null, null), null, 1)
			.items()
			.get(0)
			.number()).hasToString("2026-1000000");
	}

	@Test
	void anOrderHasOneInvoiceAtMost() {
		InvoiceDraft draft = claimed();
		transaction.executeWithoutResult((status) -> invoices(at(NOON), ZoneOffset.UTC).issue(List.of(draft)));

		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> transaction
			.executeWithoutResult((status) -> invoices(at(NOON), ZoneOffset.UTC).issue(List.of(draft))));
		assertThat(lastNumbers()).containsExactly("2026: 1");
	}

	@Test
	void theSchemaRefusesWhatCannotBe() {
		issue(at(NOON), 1);

		for (String wrong : List.of("gross = gross + 1", "number = '2026-000002'", "sequence = 2", "series = '2027'",
				"net = -1, gross = vat - 1", "currency = 'eur'", "lines = '[]'", "issued_on = '2027-01-01'")) {
			assertThatExceptionOfType(DataIntegrityViolationException.class).as(wrong)
				.isThrownBy(() -> InvoicesFixture.tamper(jdbc, "update invoices set " + wrong))
				.havingRootCause()
				.withMessageNotContaining("refused");
		}
	}

	private static List<Invoice> issue(Clock clock, int count) {
		return issue(clock, ZoneOffset.UTC, count);
	}

	private static List<Invoice> issue(Clock clock, ZoneId zone, int count) {
		return new ArrayList<>(transaction.execute((status) -> invoices(clock, zone)
			.issue(IntStream.range(0, count).mapToObj((i) -> claimed()).toList())));
	}

	private static Invoices invoices(Clock clock, ZoneId zone) {
		return InvoicesFixture.invoices(jdbc, clock, zone);
	}

	private static InvoiceDraft claimed() {
		return InvoicesFixture.claimed(jdbc, 1).get(0);
	}

	private static List<String> lastNumbers() {
		return jdbc.sql("select series || ': ' || last_number from invoice_series order by series")
			.query(String.class)
			.list();
	}

	private static Clock at(Instant instant) {
		return Clock.fixed(instant, ZoneOffset.UTC);
	}

}
