package io.orderflow.orders.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderflow.orders.reconciliation.Findings.InvoiceWithoutOrder;
import io.orderflow.orders.reconciliation.Findings.OrderWithoutInvoice;
import io.orderflow.orders.reconciliation.Findings.State;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * For an operator, what the checks have found:
 * {@code GET /actuator/reconciliation?missing=invoice} lists orders that lack an invoice
 * or a credit note, {@code missing=order} invoices and credit notes without an order. The
 * oldest orders come first.
 */
@Component
@WebEndpoint(id = "reconciliation")
class ReconciliationEndpoint {

	private static final int MAX_LIMIT = 100;

	private static final UUID FIRST = new UUID(0, 0);

	private final Findings findings;

	ReconciliationEndpoint(Findings findings) {
		this.findings = findings;
	}

	/**
	 * @param missing null for {@code invoice}
	 * @param limit orders of a page, 1 to 100; null for 20
	 * @param after the {@code next} of the page before; null for the first
	 */
	@ReadOperation
	Page<?> list(@Nullable String missing, @Nullable Integer limit, @Nullable UUID after) {
		int orders = (limit != null) ? limit : 20;
		require(orders >= 1 && orders <= MAX_LIMIT, "limit must be 1 to " + MAX_LIMIT);
		require(missing == null || missing.equals("invoice") || missing.equals("order"),
				"missing must be 'invoice' or 'order'");
		UUID last = (after != null) ? after : FIRST;
		State state = this.findings.state();
		return "order".equals(missing)
				? Page.of(state, this.findings.invoices(last, orders), orders, InvoiceWithoutOrder::orderId)
				: Page.of(state, this.findings.orders(last, orders), orders, OrderWithoutInvoice::orderId);
	}

	private static void require(boolean condition, String rule) {
		if (!condition) {
			throw new InvalidEndpointRequestException(rule, rule);
		}
	}

	/**
	 * A part of what was found.
	 *
	 * @param checkedAt when a check last got to its end; null before the first
	 * @param ordersWithoutInvoice how many in all
	 * @param invoicesWithoutOrder how many in all
	 * @param next what {@code after} has to be for the next part; null in the last
	 */
	record Page<T>(@JsonInclude @Nullable Instant checkedAt, long ordersWithoutInvoice, long invoicesWithoutOrder,
			List<T> items, @JsonInclude @Nullable UUID next) {

		static <T> Page<T> of(State state, List<T> items, int orders, Function<T, UUID> order) {
			boolean full = items.stream().map(order).distinct().count() == orders;
			return new Page<>(state.checkedAt(), state.orders(), state.invoices(), items,
					full ? order.apply(items.get(items.size() - 1)) : null);
		}

	}

}
