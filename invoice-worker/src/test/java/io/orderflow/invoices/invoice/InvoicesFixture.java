package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Invoices for tests of other packages.
 */
public final class InvoicesFixture {

	private static final Currency EUR = Currency.getInstance("EUR");

	public static final InvoiceSettings SETTINGS = settings(ZoneOffset.UTC);

	private InvoicesFixture() {
	}

	public static Invoices invoices(JdbcClient jdbc, Clock clock, ZoneId zone) {
		return invoices(jdbc, clock, settings(zone));
	}

	static Invoices invoices(JdbcClient jdbc, Clock clock, InvoiceSettings settings) {
		return new Invoices(jdbc, new InvoiceSeries(jdbc, clock, settings), new Letterheads(jdbc, settings), settings,
				JsonMapper.shared());
	}

	static InvoiceSettings settings(ZoneId zone) {
		return new InvoiceSettings("orders", zone, Locale.ENGLISH, Period.ofDays(14), null, 1, null);
	}

	static InvoiceSettings settings(long firstNumber) {
		return new InvoiceSettings("orders", ZoneOffset.UTC, Locale.ENGLISH, Period.ofDays(14), null, firstNumber,
				null);
	}

	public static InvoiceSettings settings(Seller seller) {
		return new InvoiceSettings("orders", ZoneOffset.UTC, Locale.ENGLISH, Period.ofDays(14), null, 1, seller);
	}

	/**
	 * Drafts for orders that are claimed.
	 */
	static List<InvoiceDraft> claimed(JdbcClient jdbc, int count) {
		return Stream.generate(() -> claimed(jdbc)).limit(count).toList();
	}

	private static InvoiceDraft claimed(JdbcClient jdbc) {
		UUID orderId = UUID.randomUUID();
		jdbc.sql("insert into invoiced_orders (order_id, content_digest, claimed_at) values (?, sha256('x'), now())")
			.param(orderId)
			.update();
		InvoiceLine line = InvoiceLine.of(EUR, "BOOK-1", "Notes", BigDecimal.ONE, "C62", BigDecimal.TEN,
				new BigDecimal("20"), VatCategory.S, null);
		return InvoiceDraft.of(orderId, UUID.randomUUID(), Instant.parse("2026-06-01T11:59:59Z"), EUR, null, "PO-1",
				new Customer("Ada", "ada@example.com", null, new Address("12 St James's Square", "London", null, "GB")),
				List.of(line));
	}

	/**
	 * Drops all that was issued.
	 */
	public static void empty(JdbcClient jdbc) {
		tamper(jdbc, "truncate invoices, invoice_series, invoiced_orders");
	}

	/**
	 * Does with invoices what the database refuses.
	 */
	public static void tamper(JdbcClient jdbc, String statement) {
		jdbc.sql("alter table invoices disable trigger refuse_change").update();
		try {
			jdbc.sql(statement).update();
		}
		finally {
			jdbc.sql("alter table invoices enable trigger refuse_change").update();
		}
	}

}
