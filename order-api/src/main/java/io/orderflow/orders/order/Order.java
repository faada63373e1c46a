package io.orderflow.orders.order;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is kept, shown and published. It does not change, but that its
 * customer's data can be erased.
 *
 * @param placedAt to the microsecond
 * @param currency ISO 4217
 * @param exchangeRate to the accounting currency; null where the order is in that one
 * @param reference the customer's own; null where there is none
 * @param lines with their defaults filled in
 * @param erasedAt when its customer's data was erased; null where it is there
 */
record Order(UUID id, Instant placedAt, String currency,
		@Nullable @Schema(requiredMode = RequiredMode.NOT_REQUIRED) ExchangeRate exchangeRate,
		@Nullable @Schema(nullable = true) String reference, Customer customer, List<OrderLine> lines, Totals totals,
		@Nullable @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Instant erasedAt) {

	static Order of(UUID id, Instant placedAt, OrderRequest request, OrderProperties properties) {
		int minorUnits = Currency.getInstance(request.currency()).getDefaultFractionDigits();
		List<OrderLine> lines = request.lines()
			.stream()
			.map((line) -> line.exemptFor(properties.vatExemptionReason()).complete(minorUnits))
			.toList();
		return new Order(id, placedAt, request.currency(), properties.rateOf(request.currency()).orElse(null),
				request.reference(), request.customer(), lines, Totals.of(lines, minorUnits), null);
	}

}
