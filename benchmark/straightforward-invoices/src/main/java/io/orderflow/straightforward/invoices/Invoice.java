package io.orderflow.straightforward.invoices;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("invoices")
record Invoice(@Id @Nullable Long number, long orderId, Instant issuedAt, String customer, String currency,
		BigDecimal net, BigDecimal vat, BigDecimal gross) {

	static Invoice of(OrderPlaced.Order order) {
		return new Invoice(null, order.id(), Instant.now(), order.customer().name(), order.currency(), order.net(),
				order.vat(), order.gross());
	}

}
