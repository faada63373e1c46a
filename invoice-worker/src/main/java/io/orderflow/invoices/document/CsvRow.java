package io.orderflow.invoices.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.orderflow.invoices.invoice.AccountingVat;
import io.orderflow.invoices.invoice.Customer;
import io.orderflow.invoices.invoice.Invoice;
import io.orderflow.invoices.invoice.VatCategory;
import io.orderflow.invoices.invoice.VatSubtotal;
import org.jspecify.annotations.Nullable;

/**
 * A row of the export: an invoice's part of one VAT category and rate. A credit note's
 * amounts are negative.
 */
@JsonPropertyOrder({ "number", "corrects", "issuedOn", "dueOn", "orderId", "reference", "customer", "vatId", "country",
		"currency", "vatCategory", "vatRate", "net", "vat", "gross", "accountingCurrency", "exchangeRate" })
record CsvRow(String number, @Nullable String corrects, LocalDate issuedOn, @Nullable LocalDate dueOn, UUID orderId,
		@Nullable String reference, String customer, @Nullable String vatId, String country, Currency currency,
		VatCategory vatCategory, BigDecimal vatRate, BigDecimal net, BigDecimal vat, BigDecimal gross,
		@Nullable Currency accountingCurrency, @Nullable BigDecimal exchangeRate) {

	static List<CsvRow> of(Invoice invoice) {
		return invoice.bookedVat().stream().map((vat) -> of(invoice, vat)).toList();
	}

	private static CsvRow of(Invoice invoice, VatSubtotal vat) {
		Customer customer = invoice.customer();
		AccountingVat accounting = invoice.accounting();
		return new CsvRow(invoice.number().toString(),
				(invoice.corrects() != null) ? invoice.corrects().toString() : null, invoice.issuedOn(),
				invoice.dueOn(), invoice.orderId(), text(invoice.reference()), text(customer.name()), customer.vatId(),
				customer.address().country(), invoice.currency(), vat.category(), vat.rate(), vat.taxable(), vat.vat(),
				vat.taxable().add(vat.vat()), (accounting != null) ? accounting.currency() : null,
				(accounting != null) ? accounting.rate() : null);
	}

	/**
	 * A text that a spreadsheet does not take for a formula.
	 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV
	 * injection</a>
	 */
	private static @Nullable String text(@Nullable String text) {
		return (text != null && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

}
