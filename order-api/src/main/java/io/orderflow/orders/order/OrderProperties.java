package io.orderflow.orders.order;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.orderflow.outbox.OutboxEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the orders.
 *
 * @param bus the event bus that orders are published to
 * @param currencies in which one can order, as codes of ISO 4217
 * @param accountingCurrency in which the seller keeps the books; defaults to the first of
 * the currencies
 * @param exchangeRates what one of another currency is in the accounting currency, by its
 * code; an order in one without a rate is refused
 * @param cancellationPeriod for how long after it was placed an order can be cancelled
 * @param vatExemptionReason why the seller charges no VAT at all, as a small business;
 * then all lines are exempt for this reason. Null where VAT is charged
 * @param invoicesUrl where invoice-worker is for those who read orders
 */
@ConfigurationProperties("orders")
public record OrderProperties(@DefaultValue("orders") String bus, @DefaultValue("EUR") Set<Currency> currencies,
		@Nullable Currency accountingCurrency, @DefaultValue Map<String, BigDecimal> exchangeRates,
		@DefaultValue("14d") Duration cancellationPeriod, @Nullable String vatExemptionReason,
		@DefaultValue("http://localhost:8081") URI invoicesUrl) {

	/**
	 * Checks them, so that the service does not start with what no order could be taken
	 * with.
	 * @throws IllegalArgumentException for a bus that cannot be one, for a currency with
	 * other than 0 or 2 minor units, in which the invoice could not be written, and for a
	 * rate that is none
	 */
	public OrderProperties {
		// Here, and not at the first order.
		new OutboxEvent(bus, OrderPlaced.SOURCE, OrderPlaced.DETAIL_TYPE, "{}");
		for (Currency currency : currencies) {
			int minorUnits = currency.getDefaultFractionDigits();
			if (minorUnits != 0 && minorUnits != 2) {
				throw new IllegalArgumentException("orders.currencies can hold currencies of 0 or 2 minor units, but "
						+ currency + " has " + minorUnits);
			}
		}
		accountingCurrency = (accountingCurrency != null) ? accountingCurrency : currencies.iterator().next();
		exchangeRates.forEach((code, rate) -> {
			// Environment variables are read in small letters.
			Currency.getInstance(code.toUpperCase(Locale.ROOT));
			if (rate.signum() <= 0 || rate.scale() > 10 || rate.precision() - rate.scale() > 9) {
				throw new IllegalArgumentException("orders.exchange-rates." + code
						+ " must be more than 0, with at most 9 digits before and 10 after the point, but is " + rate);
			}
		});
	}

	/**
	 * What one of a currency is in the accounting currency now.
	 * @return empty for the accounting currency itself, and where there is no rate
	 */
	Optional<ExchangeRate> rateOf(String currency) {
		return isAccountingCurrency(currency) ? Optional.empty()
				: this.exchangeRates.entrySet()
					.stream()
					.filter((rate) -> rate.getKey().equalsIgnoreCase(currency))
					.map((rate) -> new ExchangeRate(this.accountingCurrency.getCurrencyCode(), rate.getValue()))
					.findAny();
	}

	boolean isAccountingCurrency(String currency) {
		return this.accountingCurrency.getCurrencyCode().equals(currency);
	}

}
