package io.orderflow.invoices.invoice;

import java.time.LocalDate;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * Reads dates in parameters: ISO 8601, and no year that PostgreSQL does not know.
 */
@Component
class IsoDates implements Converter<String, LocalDate> {

	@Override
	public LocalDate convert(String text) {
		if (text.length() != "2026-11-23".length()) {
			throw new IllegalArgumentException("must be a date such as 2026-11-23");
		}
		return LocalDate.parse(text);
	}

}
