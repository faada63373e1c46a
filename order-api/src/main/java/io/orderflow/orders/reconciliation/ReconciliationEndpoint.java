package io.orderflow.orders.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderflow.orders.reconciliation.Findings.InvoiceWithoutOrder;
import io.orderflow.orders.reconciliation.Findings.OrderWithoutInvoice;
import io.orderflow.orders.reconciliation.Findings.State;
import io.orderflow.sqs.OneLine;
import io.orderflow.sqs.Operator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * For an operator, what the checks have found:
 * {@code GET /actuator/reconciliation?missing=invoice} lists orders that lack an invoice
 * or a credit note, {@code missing=order} invoices and credit notes without an order. The
 * oldest orders come first. {@code DELETE /actuator/reconciliation/ORDER?because=…} takes
 * the latter off the list.
 */
@Component
@WebEndpoint(id = "reconciliation")
class ReconciliationEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(ReconciliationEndpoint.class);

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

	/**
	 * Accepts that an order is not there, so that the alert ends. Its invoices stay, and
	 * no check finds them again. The log keeps who did it and why.
	 * @param because in one line
	 * @return 204; 404 if the order's invoices are not on the list
	 */
	@DeleteOperation
	WebEndpointResponse<Void> accept(@Selector UUID order, String because, SecurityContext security) {
		require(OneLine.is(because), OneLine.RULE);
		if (!this.findings.acceptMissing(order)) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		logger.info("Accepted by {} that order {} of an invoice is not there, because: {}", Operator.name(security),
				order, because);
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
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
