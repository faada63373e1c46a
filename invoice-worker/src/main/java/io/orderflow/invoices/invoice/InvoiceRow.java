package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.RowMapper;

/**
 * Reads an invoice from its row.
 */
class InvoiceRow implements RowMapper<Invoice> {

	private static final TypeReference<List<InvoiceLine>> LINES = new TypeReference<>() {
	};

	private static final TypeReference<List<VatSubtotal>> VAT = new TypeReference<>() {
	};

	private final JsonMapper json;

	InvoiceRow(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Invoice mapRow(ResultSet row, int index) throws SQLException {
		Currency currency = Currency.getInstance(row.getString("currency"));
		return new Invoice(new InvoiceNumber(row.getString("series"), row.getLong("sequence")),
				row.getObject("order_id", UUID.class), row.getObject("event_id", UUID.class),
				row.getObject("issued_at", OffsetDateTime.class).toInstant(),
				row.getObject("issued_on", LocalDate.class), currency, row.getString("reference"),
				this.json.readValue(row.getString("customer"), Customer.class),
				this.json.readValue(row.getString("lines"), LINES),
				this.json.readValue(row.getString("vat_breakdown"), VAT),
				new Totals(amount(row, "net", currency), amount(row, "vat", currency), amount(row, "gross", currency)));
	}

	private static BigDecimal amount(ResultSet row, String column, Currency currency) throws SQLException {
		return row.getBigDecimal(column).setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
	}

}
