package io.orderflow.orders.order;

import java.util.Currency;
import java.util.Set;

import io.orderflow.outbox.OutboxEvent;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the orders.
 *
 * @param bus the event bus that orders are published to
 * @param currencies in which one can order, as codes of ISO 4217
 */
@ConfigurationProperties("orders")
record OrderProperties(@DefaultValue("orders") String bus, @DefaultValue("EUR") Set<Currency> currencies) {

	/**
	 * @throws IllegalArgumentException for a bus that cannot be one, and for a currency
	 * with other than 0 or 2 minor units, in which the invoice could not be written
	 */
	OrderProperties {
		// Here, and not at the first order.
		new OutboxEvent(bus, OrderPlaced.SOURCE, OrderPlaced.DETAIL_TYPE, "{}");
		for (Currency currency : currencies) {
			int minorUnits = currency.getDefaultFractionDigits();
			if (minorUnits != 0 && minorUnits != 2) {
				throw new IllegalArgumentException("orders.currencies can hold currencies of 0 or 2 minor units, but "
						+ currency + " has " + minorUnits);
			}
		}
	}

}
