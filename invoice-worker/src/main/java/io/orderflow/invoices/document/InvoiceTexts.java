package io.orderflow.invoices.document;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.invoices.invoice.AccountingVat;
import io.orderflow.invoices.invoice.Address;
import io.orderflow.invoices.invoice.Invoice;
import io.orderflow.invoices.invoice.InvoiceLine;
import io.orderflow.invoices.invoice.Seller;
import io.orderflow.invoices.invoice.VatCategory;
import io.orderflow.invoices.invoice.VatSubtotal;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * What the templates print of an invoice, in words and in the buyer's way of writing
 * numbers and dates: by the language asked for and the buyer's country.
 */
public final class InvoiceTexts {

	private final Invoice invoice;

	private final Locale language;

	private final Locale buyer;

	private final MessageSource messages;

	/**
	 * @param language one of those there are messages in
	 */
	InvoiceTexts(Invoice invoice, Locale language, MessageSource messages) {
		this.invoice = invoice;
		this.language = language;
		this.buyer = new Locale.Builder().setLocale(language).setRegion(invoice.customer().address().country()).build();
		this.messages = messages;
	}

	/**
	 * {@return the language's tag, as in {@code lang} of HTML}
	 */
	public String language() {
		return this.language.toLanguageTag();
	}

	/**
	 * {@return what it is, with its number}
	 */
	public String title() {
		return message(this.invoice.isCreditNote() ? "creditNote" : "invoice", this.invoice.number());
	}

	/**
	 * {@return what stands before the gross total}
	 */
	public String totalTitle() {
		return message(this.invoice.isCreditNote() ? "total.credited" : "total.due");
	}

	/**
	 * {@return when it is to be paid; of a credit note, that it is credited}
	 */
	public String terms() {
		return this.invoice.isCreditNote() ? message("terms.credited")
				: message("terms.due", date(Objects.requireNonNull(this.invoice.dueOn())), this.invoice.number());
	}

	/**
	 * {@return the day the order was placed, where the invoices are issued}
	 */
	public LocalDate orderDate() {
		return LocalDate.ofInstant(this.invoice.placedAt(), this.invoice.letterhead().zone());
	}

	/**
	 * {@return a date in the buyer's way of writing, the month as a word}
	 * @param date which
	 */
	public String date(LocalDate date) {
		return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(this.buyer).format(date);
	}

	/**
	 * {@return a date for machines: yyyymmdd (UNTDID 2379, code 102)}
	 * @param date which
	 */
	public String compact(LocalDate date) {
		return DateTimeFormatter.BASIC_ISO_DATE.format(date);
	}

	/**
	 * {@return a number for machines: without exponent or groups}
	 * @param decimal with as many digits as it has
	 */
	public String plain(BigDecimal decimal) {
		return decimal.toPlainString();
	}

	/**
	 * {@return an amount in the buyer's way of writing, without its currency}
	 * @param amount has as many digits after the point as the currency
	 */
	public String amount(BigDecimal amount) {
		return format(amount, amount.scale());
	}

	/**
	 * {@return a number in the buyer's way of writing, no digit after the point more than
	 * needed}
	 * @param decimal a quantity, price or rate
	 */
	public String decimal(BigDecimal decimal) {
		return format(decimal, 0);
	}

	private String format(BigDecimal decimal, int leastDigits) {
		NumberFormat format = NumberFormat.getInstance(this.buyer);
		format.setMaximumFractionDigits(Math.max(decimal.scale(), 0));
		format.setMinimumFractionDigits(leastDigits);
		return format.format(decimal);
	}

	/**
	 * {@return a rate in words, or why there is none}
	 * @param category of the VAT
	 * @param rate in percent
	 */
	public String rate(VatCategory category, BigDecimal rate) {
		return message("rate." + category, decimal(rate));
	}

	/**
	 * {@return the unit's name, such as pcs; its code where it has no name here}
	 * @param line whose quantity it is
	 */
	public String unit(InvoiceLine line) {
		return Objects
			.requireNonNull(this.messages.getMessage("unit." + line.unit(), null, line.unit(), this.language));
	}

	/**
	 * {@return the country's name}
	 * @param address in it
	 */
	public String country(Address address) {
		return new Locale.Builder().setRegion(address.country()).build().getDisplayCountry(this.language);
	}

	/**
	 * {@return the city after its postcode, if there is one}
	 * @param address in it
	 */
	public String city(Address address) {
		return Stream.of(address.postcode(), address.city()).filter(Objects::nonNull).collect(Collectors.joining(" "));
	}

	/**
	 * {@return the seller in one line, for the window of an envelope}
	 */
	public String sender() {
		Seller seller = this.invoice.letterhead().seller();
		return String.join(" · ", seller.name(), seller.address().street(), city(seller.address()));
	}

	/**
	 * {@return the seller's IBAN, in groups of four}
	 */
	public String iban() {
		return this.invoice.letterhead().seller().iban().replaceAll("(.{4})(?=.)", "$1 ");
	}

	/**
	 * {@return whether it is in euros, so that a SEPA credit transfer pays it}
	 */
	public boolean isEuro() {
		return this.invoice.currency().getCurrencyCode().equals("EUR");
	}

	/**
	 * {@return why a category's VAT is not charged (BT-120): as the order's lines say it,
	 * and else as the law does; null where it is charged, or zero rated}
	 * @param vat the category's
	 */
	public @Nullable String exemption(VatSubtotal vat) {
		if (!vat.category().takesExemptionReason()) {
			return null;
		}
		String reasons = reasons(vat);
		return reasons.isEmpty() ? message("exemption." + vat.category()) : reasons;
	}

	private String reasons(VatSubtotal vat) {
		return this.invoice.lines()
			.stream()
			.filter((line) -> line.vatCategory() == vat.category() && line.exemptionReason() != null)
			.map(InvoiceLine::exemptionReason)
			.distinct()
			.collect(Collectors.joining("; "));
	}

	/**
	 * {@return the same as a code (BT-121) of the list VATEX; null where only words can
	 * say it}
	 * @param vat the category's
	 */
	public @Nullable String exemptionCode(VatSubtotal vat) {
		return switch (vat.category()) {
			case AE -> "VATEX-EU-AE";
			case G -> "VATEX-EU-G";
			case S, Z, E -> null;
		};
	}

	/**
	 * {@return a line for each category without VAT: the law's words, or the category and
	 * the order's}
	 */
	public List<String> exemptions() {
		return this.invoice.vat()
			.stream()
			.filter((vat) -> vat.category().takesExemptionReason())
			.map((vat) -> reasons(vat).isEmpty() ? exemption(vat)
					: message("rate." + vat.category()) + ": " + reasons(vat))
			.toList();
	}

	/**
	 * {@return the VAT in the accounting currency, in words}
	 */
	public String accounting() {
		AccountingVat accounting = Objects.requireNonNull(this.invoice.accounting());
		return message("accounting", accounting.currency(), amount(accounting.vat()), decimal(accounting.rate()),
				this.invoice.currency());
	}

	private String message(String key, Object... arguments) {
		Object[] texts = Stream.of(arguments).map(Object::toString).toArray();
		return this.messages.getMessage(key, texts, this.language);
	}

}
