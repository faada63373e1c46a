package io.orderflow.invoices.invoice;

import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import io.orderflow.outbox.OutboxEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * How invoices are issued. Each is kept with what these said then.
 *
 * @param bus the event bus that is told of invoices
 * @param zone where the issue date is read off the clock; its year is the number's series
 * @param language in which an invoice is printed for who asks for none: en, de or fr
 * @param paymentTerm how long after its issue date an invoice is due, such as 14d
 * @param logo a PNG or JPEG on top of what is printed, such as file:/etc/logo.png; null
 * for the seller's name
 * @param firstNumber where a series begins, at most 10^17: 1, but where several databases
 * issue for one seller, a place so far from the others' that they cannot meet. A series
 * that has begun goes on where it is
 * @param seller who sells; {@link Seller#SAMPLE} where nothing of it is set, and with it
 * the worker does not start on AWS
 */
@Validated
@ConfigurationProperties("invoices")
public record InvoiceSettings(String bus, ZoneId zone, Locale language, Period paymentTerm, @Nullable Resource logo,
		long firstNumber, @Valid Seller seller) {

	/** A number has 18 digits at most. */
	private static final long HIGHEST_FIRST_NUMBER = 100_000_000_000_000_000L;

	/**
	 * Fills in the sample.
	 * @param seller null for the sample
	 * @throws IllegalArgumentException for a bus that cannot be one
	 */
	public InvoiceSettings(@DefaultValue("orders") String bus, @DefaultValue("UTC") ZoneId zone,
			@DefaultValue("en") Locale language, @DefaultValue("14d") Period paymentTerm, @Nullable Resource logo,
			@DefaultValue("1") long firstNumber, @Nullable Seller seller) {
		// Here, and not at the first invoice.
		new OutboxEvent(bus, InvoiceIssued.SOURCE, "InvoiceIssued", "{}");
		this.bus = bus;
		this.zone = zone;
		this.language = language;
		this.paymentTerm = paymentTerm;
		this.logo = logo;
		this.firstNumber = firstNumber;
		this.seller = (seller != null) ? seller : Seller.SAMPLE;
	}

	@AssertTrue(message = "invoices.language must be en, de or fr")
	boolean isLanguageKnown() {
		return Languages.ALL.contains(this.language);
	}

	@AssertTrue(message = "invoices.first-number must be from 1 to 100000000000000000")
	boolean isFirstNumberPossible() {
		return this.firstNumber > 0 && this.firstNumber <= HIGHEST_FIRST_NUMBER;
	}

	@AssertTrue(message = "invoices.payment-term must not be negative")
	boolean isPaymentTermNotNegative() {
		return !this.paymentTerm.isNegative();
	}

}
