package io.orderflow.invoices.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.orderflow.invoices.invoice.Address;
import io.orderflow.invoices.invoice.Customer;
import io.orderflow.invoices.invoice.ExchangeRate;
import io.orderflow.invoices.invoice.InvoiceDraft;
import io.orderflow.invoices.invoice.InvoiceLine;
import io.orderflow.invoices.invoice.Totals;
import io.orderflow.invoices.invoice.VatCategory;
import io.orderflow.sqs.MessageTrace;
import org.jspecify.annotations.Nullable;

/**
 * Reads version 1 of the event's detail, with the bounds of the contract.
 */
final class OrderPlacedDetail {

	private static final int MOST_LINES = 200;

	private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

	private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

	private static final Pattern VAT_ID = Pattern.compile("[A-Z]{2}[A-Z0-9]{2,13}");

	private static final Pattern UNIT = Pattern.compile("[A-Z0-9]{2,3}");

	/** UN/ECE Recommendation 20: one. */
	private static final String PIECE = "C62";

	private OrderPlacedDetail() {
	}

	static OrderPlaced read(Fields detail, MessageTrace trace) {
		Currency currency = currency(detail, "currency");
		List<InvoiceLine> lines = detail.objects("lines", MOST_LINES)
			.stream()
			.map((line) -> line(line, currency))
			.toList();
		Instant placedAt = detail.instant("placedAt");
		InvoiceDraft draft = InvoiceDraft.of(detail.uuid("id"), detail.uuid("eventId"), placedAt, currency,
				exchangeRate(detail, currency), detail.optionalText("reference", 100),
				customer(detail.object("customer")), lines);
		checkTotals(detail.object("totals"), draft.totals());
		return new OrderPlaced(placedAt, draft, trace);
	}

	/**
	 * Null where the order is in the seller's accounting currency. Whoever takes orders
	 * knows which that is; who sent events before there were rates did not say it.
	 */
	private static @Nullable ExchangeRate exchangeRate(Fields detail, Currency currency) {
		if (!detail.has("exchangeRate")) {
			return null;
		}
		Fields stated = detail.object("exchangeRate");
		Currency accounting = currency(stated, "currency");
		stated.check(!accounting.equals(currency), "currency", "must be another than the order's");
		BigDecimal rate = stated.rate("rate");
		stated.check(rate.signum() > 0, "rate", "must be more than 0");
		return new ExchangeRate(accounting, rate);
	}

	/**
	 * Currencies of three and more minor units are refused, for EN 16931 knows two
	 * decimals at most; so is what is no money, as gold.
	 */
	private static Currency currency(Fields fields, String name) {
		try {
			Currency currency = Currency.getInstance(fields.code(name, CURRENCY));
			int minorUnits = currency.getDefaultFractionDigits();
			fields.check(minorUnits >= 0 && minorUnits <= 2, name, "must have at most two minor units");
			return currency;
		}
		catch (IllegalArgumentException ex) {
			throw fields.wrong(name, "must be of ISO 4217");
		}
	}

	private static Customer customer(Fields customer) {
		Fields address = customer.object("address");
		return new Customer(customer.text("name", 150), customer.text("email", 254),
				customer.optionalCode("vatId", VAT_ID),
				new Address(address.text("street", 150), address.text("city", 100),
						address.optionalText("postcode", 20), address.code("country", COUNTRY)));
	}

	private static InvoiceLine line(Fields line, Currency currency) {
		BigDecimal quantity = line.decimal("quantity");
		line.check(quantity.signum() > 0, "quantity", "must be more than 0");
		BigDecimal rate = line.decimal("vatRate");
		VatCategory category = category(line, rate);
		line.check((category == VatCategory.S) == (rate.signum() > 0), "vatRate",
				"must be more than 0 with vatCategory S, and 0 with any other");
		line.check(category.takesExemptionReason() || !line.has("exemptionReason"), "exemptionReason",
				"is for vatCategory E, AE and G alone");
		String unit = Objects.requireNonNullElse(line.optionalCode("unit", UNIT), PIECE);
		return InvoiceLine.of(currency, line.text("sku", 40), line.text("description", 150), quantity, unit,
				line.decimal("unitPrice"), rate, category, line.optionalText("exemptionReason", 100));
	}

	private static VatCategory category(Fields line, BigDecimal rate) {
		if (!line.has("vatCategory")) {
			return (rate.signum() == 0) ? VatCategory.Z : VatCategory.S;
		}
		String code = line.text("vatCategory", 2);
		return Arrays.stream(VatCategory.values())
			.filter((category) -> category.name().equals(code))
			.findAny()
			.orElseThrow(() -> line.wrong("vatCategory", "must be one of S, Z, E, AE, G"));
	}

	private static void checkTotals(Fields stated, Totals computed) {
		checkTotal("net", stated.decimal("net"), computed.net());
		checkTotal("vat", stated.decimal("vat"), computed.vat());
		checkTotal("gross", stated.decimal("gross"), computed.gross());
		checkTotal("grossMinor", stated.number("grossMinor"), computed.grossMinor());
	}

	private static void checkTotal(String name, BigDecimal stated, BigDecimal computed) {
		if (stated.compareTo(computed) != 0) {
			throw new RefusedException(Reason.TOTALS_MISMATCH, "/detail/totals/" + name + " is "
					+ stated.toPlainString() + ", but the lines make " + computed.toPlainString());
		}
	}

}
