package io.orderflow.quickstart;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An order's way. Every time is counted from the moment its request was sent.
 *
 * @param answered when the order's 201 was there
 * @param event the id that EventBridge gave the event
 * @param seen when the demo's own consumer had the event
 * @param invoiced when the invoice could be read
 */
record Journey(String order, Duration answered, String event, Duration seen, String invoice, Duration invoiced) {

	private static final String ROW = "%-36s  %9s  %-36s  %8s  %-12s  %8s";

	static String table(List<Journey> journeys) {
		return Stream
			.concat(Stream.of(ROW.formatted("order", "201 after", "event", "on bus", "invoice", "readable")),
					journeys.stream().map(Journey::row))
			.collect(Collectors.joining("\n"));
	}

	private String row() {
		return ROW.formatted(this.order, millis(this.answered), this.event, millis(this.seen), this.invoice,
				millis(this.invoiced));
	}

	private static String millis(Duration duration) {
		return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
	}

}
