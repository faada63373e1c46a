package io.orderflow.invoices.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import io.orderflow.invoices.invoice.Cancellation;
import io.orderflow.invoices.invoice.Cancellation.CancelledLine;
import io.orderflow.sqs.MessageTrace;

/**
 * Reads version 1 of the event's detail, with the bounds of the contract.
 */
final class OrderCancelledDetail {

	private static final int MOST_LINES = 200;

	private OrderCancelledDetail() {
	}

	static OrderCancelled read(Fields detail, MessageTrace trace) {
		List<CancelledLine> lines = detail.has("lines")
				? detail.objects("lines", MOST_LINES).stream().map(OrderCancelledDetail::line).toList() : null;
		if (lines != null) {
			detail.check(lines.stream().map(CancelledLine::line).collect(Collectors.toSet()).size() == lines.size(),
					"lines", "must name each line once");
		}
		return new OrderCancelled(detail.uuid("id"), new Cancellation(detail.uuid("eventId"),
				detail.instant("cancelledAt"), detail.text("reason", 200), lines), trace);
	}

	private static CancelledLine line(Fields line) {
		BigDecimal number = line.number("line");
		line.check(number.stripTrailingZeros().scale() <= 0 && number.signum() > 0
				&& number.compareTo(BigDecimal.valueOf(MOST_LINES)) <= 0, "line", "must be 1 to " + MOST_LINES);
		BigDecimal quantity = line.decimal("quantity").stripTrailingZeros();
		line.check(quantity.signum() > 0, "quantity", "must be more than 0");
		return new CancelledLine(number.intValue(), quantity.setScale(Math.max(quantity.scale(), 0)));
	}

}
