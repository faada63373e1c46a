package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
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
				(row.getString("corrects") != null) ? InvoiceNumber.of(row.getString("corrects")) : null,
				row.getString("reason"), row.getObject("order_id", UUID.class), row.getObject("event_id", UUID.class),
				instant(row, "placed_at"), instant(row, "issued_at"), row.getObject("issued_on", LocalDate.class),
				row.getObject("due_on", LocalDate.class), currency, row.getString("reference"),
				read(row, "customer", Customer.class), this.json.readValue(row.getString("lines"), LINES),
				this.json.readValue(row.getString("vat_breakdown"), VAT),
				new Totals(amount(row, "net", currency), amount(row, "vat", currency), amount(row, "gross", currency)),
				read(row, "accounting", AccountingVat.class), read(row, "letterhead", Letterhead.class),
				digest(row, "previous_digest"), digest(row, "digest"));
	}

	private <T> @Nullable T read(ResultSet row, String column, Class<T> type) throws SQLException {
		String value = row.getString(column);
		return (value != null) ? this.json.readValue(value, type) : null;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

	static @Nullable String digest(ResultSet row, String column) throws SQLException {
		byte[] value = row.getBytes(column);
		return (value != null) ? HexFormat.of().formatHex(value) : null;
	}

	private static BigDecimal amount(ResultSet row, String column, Currency currency) throws SQLException {
		return row.getBigDecimal(column).setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
	}

}
