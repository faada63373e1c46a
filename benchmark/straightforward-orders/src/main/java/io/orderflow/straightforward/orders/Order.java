package io.orderflow.straightforward.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

@Table("orders")
record Order(@Id @Nullable Long id, Instant placedAt, String currency, @Nullable String reference,
		@Embedded(onEmpty = OnEmpty.USE_EMPTY, prefix = "customer_") Customer customer,
		@MappedCollection(idColumn = "order_id", keyColumn = "position") List<OrderLine> lines, BigDecimal net,
		BigDecimal vat, BigDecimal gross) {

	static Order of(OrderRequest request) {
		BigDecimal net = request.lines().stream().map(OrderLine::net).reduce(BigDecimal.ZERO, BigDecimal::add);
		BigDecimal vat = request.lines().stream().map(OrderLine::vat).reduce(BigDecimal.ZERO, BigDecimal::add);
		return new Order(null, Instant.now(), request.currency(), request.reference(), request.customer(),
				request.lines(), net, vat, net.add(vat));
	}

}
