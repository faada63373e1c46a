package io.orderflow.invoices.invoice;

import java.time.Clock;
import java.time.ZoneId;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Invoices for tests of other packages.
 */
public final class InvoicesFixture {

	private InvoicesFixture() {
	}

	public static Invoices invoices(JdbcClient jdbc, Clock clock, ZoneId zone) {
		return new Invoices(jdbc, new InvoiceSeries(jdbc, clock, new InvoiceSettings(zone)), JsonMapper.shared());
	}

}
