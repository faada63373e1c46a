package io.orderflow.quickstart;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who listens where on the loopback address.
 */
record Ports(int orderApi, int invoiceWorker, int eventBridge, int sqs, int postgres) {

	private static final Ports DEFAULTS = new Ports(8080, 8081, 4566, 9324, 15432);

	static final int HIGHEST_OFFSET = 65535 - DEFAULTS.postgres;

	static Ports withOffset(int offset) {
		return new Ports(DEFAULTS.orderApi + offset, DEFAULTS.invoiceWorker + offset, DEFAULTS.eventBridge + offset,
				DEFAULTS.sqs + offset, DEFAULTS.postgres + offset);
	}

	/** Each port with the name of who needs it. */
	Map<Integer, String> needs() {
		Map<Integer, String> needs = new LinkedHashMap<>();
		needs.put(this.orderApi, "order-api");
		needs.put(this.invoiceWorker, "invoice-worker");
		needs.put(this.eventBridge, "EventBridge");
		needs.put(this.sqs, "SQS");
		needs.put(this.postgres, "PostgreSQL");
		return needs;
	}

}
