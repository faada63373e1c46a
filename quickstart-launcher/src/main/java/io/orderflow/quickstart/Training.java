package io.orderflow.quickstart;

import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * What the services do while their JVMs take notes for an {@link AotCache}: what clients
 * will ask of them, often enough to be found worth compiling.
 */
final class Training {

	private static final int ORDERS = 500;

	private final Client client;

	Training(Ports ports) {
		this.client = new Client(ports, Duration.ofMinutes(5));
	}

	/**
	 * @throws NotStartedException if a request is not answered as it should be, or an
	 * order has no invoice after five minutes
	 */
	void run() throws InterruptedException {
		for (int i = 0; i < ORDERS; i++) {
			HttpRequest.Builder order = this.client.order(Guide.exampleOrder());
			String id = this.client.send(201, (i % 2 == 0) ? order : order.header("Idempotency-Key", "order " + i))
				.required("id")
				.asString();
			if (i % 10 == 0) {
				read(id);
			}
		}
		this.client.send(400, this.client.order("{}"));
	}

	private void read(String order) throws InterruptedException {
		this.client.send(200, this.client.orderApi("/orders/" + order));
		this.client.send(200, this.client.orderApi("/orders"));
		this.client.invoice(order);
		this.client.send(200, this.client.invoiceWorker("/invoices"));
	}

}
