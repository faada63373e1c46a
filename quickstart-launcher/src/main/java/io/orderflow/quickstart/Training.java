package io.orderflow.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the services do while their JVMs take notes for an {@link AotCache}: what clients
 * will ask of them, often enough to be found worth compiling.
 */
final class Training {

	private static final int ORDERS = 500;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Ports ports;

	Training(Ports ports) {
		this.ports = ports;
	}

	/**
	 * @throws NotStartedException if a request is not answered as it should be, or an
	 * order has no invoice after two minutes
	 */
	void run() throws InterruptedException {
		for (int i = 0; i < ORDERS; i++) {
			HttpRequest.Builder order = to(this.ports.orderApi(), "/orders").header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(Guide.exampleOrder()));
			String id = send(201, (i % 2 == 0) ? order : order.header("Idempotency-Key", "order " + i)).required("id")
				.asString();
			if (i % 10 == 0) {
				read(id);
			}
		}
		send(400, to(this.ports.orderApi(), "/orders").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{}")));
	}

	private void read(String order) throws InterruptedException {
		send(200, to(this.ports.orderApi(), "/orders/" + order));
		send(200, to(this.ports.orderApi(), "/orders"));
		Instant end = Instant.now().plus(PATIENCE);
		while (send(200, to(this.ports.invoiceWorker(), "/invoices?orderId=" + order)).required("items").isEmpty()) {
			if (Instant.now().isAfter(end)) {
				throw new NotStartedException(
						"Order %s has no invoice after %d s".formatted(order, PATIENCE.toSeconds()));
			}
			Thread.sleep(PAUSE.toMillis());
		}
		send(200, to(this.ports.invoiceWorker(), "/invoices"));
	}

	private static HttpRequest.Builder to(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private JsonNode send(int status, HttpRequest.Builder builder) throws InterruptedException {
		HttpRequest request = builder.timeout(PATIENCE).build();
		try {
			HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() != status) {
				throw new NotStartedException("%s was answered %d in place of %d: %s".formatted(request,
						answer.statusCode(), status, answer.body()));
			}
			return JsonMapper.shared().readTree(answer.body());
		}
		catch (IOException ex) {
			throw new NotStartedException("%s was not answered: %s".formatted(request, ex), ex);
		}
	}

}
