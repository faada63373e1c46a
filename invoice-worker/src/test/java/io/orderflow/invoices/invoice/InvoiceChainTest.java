package io.orderflow.invoices.invoice;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.orderflow.invoices.Backing;
import io.orderflow.invoices.Database;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is issued stays as it is; and if not, that shows.
 */
class InvoiceChainTest {

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
	void eachCarriesTheDigestOfTheOneBefore() {
		List<Invoice> invoices = issue(3);

		assertThat(invoices.get(0).previousDigest()).isNull();
		assertThat(invoices.get(1).previousDigest()).isEqualTo(invoices.get(0).digest());
		assertThat(invoices.get(2).previousDigest()).isEqualTo(invoices.get(1).digest());
		assertThat(invoices).extracting(Invoice::digest)
			.doesNotHaveDuplicates()
			.allMatch((digest) -> digest.length() == 64);
		assertThat(check())
			.containsExactly(new CheckedSeries("2026", 3, invoices.get(2).digest(), List.of(), List.of()));
	}

	@Test
	void aDigestIsTheSameWhateverTheTimeZoneOfWhoAsks() {
		issue(1);

		assertThat(jdbc.sql("select count(distinct invoice_digest(i)) from invoices i").query(Integer.class).single())
			.isOne();
		jdbc.sql("set timezone = 'Pacific/Chatham'").update();
		assertThat(check()).allSatisfy((series) -> assertThat(series.faults()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "update invoices set reference = 'X'", "delete from invoices",
			"update invoices set gross = gross where false", "truncate invoices" })
	void theDatabaseRefusesAnyChange(String change) {
		issue(1);

		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> jdbc.sql(change).update())
			.withMessageContaining("a credit note corrects it");
		assertThat(check()).allSatisfy((series) -> assertThat(series.invoices()).isOne());
	}

	@Test
	void whatWasChangedAllTheSameIsFound() {
		issue(3);

		InvoicesFixture.tamper(jdbc, "update invoices set net = 0.01, gross = vat + 0.01 where sequence = 2");

		assertThat(check()).singleElement()
			.satisfies((series) -> assertThat(series.faults()).singleElement()
				.asString()
				.startsWith("2026-000002 does not say what it said"));
	}

	@Test
	void aChangeWithANewDigestIsFoundAtTheNextOne() {
		issue(3);

		InvoicesFixture.tamper(jdbc, "update invoices set reference = 'X' where sequence = 2");
		InvoicesFixture.tamper(jdbc, "update invoices i set digest = invoice_digest(i) where sequence = 2");

		assertThat(check()).singleElement()
			.satisfies((series) -> assertThat(series.faults()).singleElement()
				.asString()
				.startsWith("2026-000003 does not follow"));
	}

	@Test
	void whatWasTakenOutIsFound() {
		issue(4);

		InvoicesFixture.tamper(jdbc, "delete from invoices where sequence in (2, 4)");

		assertThat(check()).singleElement().satisfies((series) -> {
			assertThat(series.gaps()).containsExactly("2026-000002 to 2026-000002", "2026-000004 to 2026-000004");
			assertThat(series.faults()).singleElement().asString().startsWith("2026-000003 does not follow");
		});
	}

	@Test
	void whatWasTakenOutAtTheBeginningIsFoundThoughTheSeriesIsSaidToBeginLater() {
		issue(2);

		InvoicesFixture.tamper(jdbc, "delete from invoices where sequence = 1");
		jdbc.sql("update invoice_series set first_number = 2").update();

		assertThat(check()).singleElement()
			.satisfies((series) -> assertThat(series.faults()).singleElement()
				.asString()
				.startsWith("2026-000002 does not follow"));
	}

	@Test
	void aSeriesIsCheckedInStretches() {
		for (int i = 0; i < 21; i++) {
			issue(50);
		}

		assertThat(check()).singleElement().satisfies((series) -> {
			assertThat(series.invoices()).isEqualTo(1050);
			assertThat(series.faults()).isEmpty();
			assertThat(series.gaps()).isEmpty();
		});
	}

	@Test
	void invoicesOfTheReleaseBeforeAreInTheChainToo() {
		Database database = Backing.newDatabase();
		DataSource dataSource = new DriverManagerDataSource(database.url(), "postgres", "postgres");
		Flyway.configure().dataSource(dataSource).target("2").load().migrate();
		JdbcClient old = JdbcClient.create(dataSource);
		issueAsTheReleaseBefore(old, 1);
		issueAsTheReleaseBefore(old, 2);

		Flyway.configure().dataSource(dataSource).load().migrate();
		issueAsTheReleaseBefore(old, 3);

		List<CheckedSeries> checked = new InvoiceChain(old).check();
		assertThat(checked).singleElement().satisfies((series) -> {
			assertThat(series.invoices()).isEqualTo(3);
			assertThat(series.faults()).isEmpty();
		});
		InvoicesFixture.tamper(old, "update invoices set reference = 'X' where sequence = 1");
		assertThat(new InvoiceChain(old).check()).singleElement()
			.satisfies((series) -> assertThat(series.faults()).isNotEmpty());
	}

	private static void issueAsTheReleaseBefore(JdbcClient jdbc, int sequence) {
		UUID order = UUID.randomUUID();
		jdbc.sql("insert into invoiced_orders values (?, sha256('x'), now())").param(order).update();
		jdbc.sql("""
				insert into invoice_series as s values ('2026', 1, now())
				on conflict (series) do update set last_number = s.last_number + 1""").update();
		jdbc.sql("""
				insert into invoices (number, series, sequence, order_id, event_id, issued_at, issued_on, currency,
					reference, net, vat, gross, customer, lines, vat_breakdown)
				values ('2026-00000' || :sequence, '2026', :sequence, :order, :order, '2026-06-01T12:00:00Z',
					'2026-06-01', 'EUR', null, 10, 2, 12, '{}', '[{}]', '[{}]')""")
			.param("sequence", sequence)
			.param("order", order)
			.update();
	}

	private static List<CheckedSeries> check() {
		return new InvoiceChain(jdbc).check();
	}

	private static List<Invoice> issue(int count) {
		Invoices invoices = InvoicesFixture.invoices(jdbc,
				Clock.fixed(java.time.Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC), ZoneOffset.UTC);
		return transaction.execute((status) -> invoices.issue(InvoicesFixture.claimed(jdbc, count)));
	}

}
