package io.orderflow.invoices.invoice;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How invoices are issued.
 *
 * @param zone where the issue date is read off the clock; its year is the number's series
 */
@ConfigurationProperties("invoices")
public record InvoiceSettings(@DefaultValue("UTC") ZoneId zone) {
}
