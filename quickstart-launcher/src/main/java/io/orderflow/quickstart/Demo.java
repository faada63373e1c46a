package io.orderflow.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places orders, one after the other, and follows each to its invoice.
 */
final class Demo {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final Duration PAUSE = Duration.ofMillis(2);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Ports ports;

	Demo(Ports ports) {
		this.ports = ports;
	}

	/**
	 * @throws NotStartedException if an order is refused, or does not become an event and
	 * an invoice within 15 s
	 */
	List<Journey> run() throws InterruptedException {
		List<Journey> journeys = new ArrayList<>();
		try (DemoEvents events = new DemoEvents(URI.create("http://127.0.0.1:" + this.ports.sqs()))) {
			for (JsonNode order : JsonMapper.shared().readTree(Guide.resource("demo-orders.json"))) {
				journeys.add(follow(order.toString(), events));
			}
			return journeys;
		}
		catch (IOException | ExecutionException | SdkException ex) {
			throw new NotStartedException("The demo failed: " + ex, ex);
		}
	}

	private Journey follow(String request, DemoEvents events)
			throws IOException, InterruptedException, ExecutionException {
		long sent = System.nanoTime();
		HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(this.ports.orderApi(), "/orders"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(request))
			.build());
		Duration answered = since(sent, System.nanoTime());
		if (answer.statusCode() != 201) {
			throw new NotStartedException(
					"The demo's order was answered %d: %s".formatted(answer.statusCode(), answer.body()));
		}
		String order = JsonMapper.shared().readTree(answer.body()).required("id").asString();
		String invoice = invoice(order);
		Duration invoiced = since(sent, System.nanoTime());
		try {
			DemoEvents.Seen event = events.ofOrder(order).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			return new Journey(order, answered, event.id(), since(sent, event.nanos()), invoice, invoiced);
		}
		catch (TimeoutException ex) {
			throw new NotStartedException(
					"The event of order %s was not seen in %d s".formatted(order, PATIENCE.toSeconds()), ex);
		}
	}

	private String invoice(String order) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri(this.ports.invoiceWorker(), "/invoices?orderId=" + order))
			.build();
		long asked = System.nanoTime();
		while (since(asked, System.nanoTime()).compareTo(PATIENCE) < 0) {
			JsonNode invoices = JsonMapper.shared().readTree(send(request).body()).path("items");
			if (!invoices.isEmpty()) {
				return invoices.required(0).required("number").asString();
			}
			Thread.sleep(PAUSE.toMillis());
		}
		throw new NotStartedException(
				"Order %s has no invoice after %d s; the log tells why".formatted(order, PATIENCE.toSeconds()));
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.http.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static URI uri(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private static Duration since(long start, long end) {
		return Duration.ofNanos(end - start);
	}

}
