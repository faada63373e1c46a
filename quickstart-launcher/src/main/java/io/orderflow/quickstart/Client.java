package io.orderflow.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the services over HTTP, as a customer does.
 */
final class Client {

	private static final Duration PAUSE = Duration.ofMillis(2);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Ports ports;

	private final Duration patience;

	/**
	 * @param patience how long an answer, or an order's invoice, is waited for
	 */
	Client(Ports ports, Duration patience) {
		this.ports = ports;
		this.patience = patience;
	}

	/** A request to place an order. */
	HttpRequest.Builder order(String json) {
		return orderApi("/orders").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json));
	}

	HttpRequest.Builder orderApi(String path) {
		return to(this.ports.orderApi(), path);
	}

	HttpRequest.Builder invoiceWorker(String path) {
		return to(this.ports.invoiceWorker(), path);
	}

	private HttpRequest.Builder to(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(this.patience);
	}

	/**
	 * @throws NotStartedException if it is not answered, or with another status
	 */
	JsonNode send(int status, HttpRequest.Builder builder) throws InterruptedException {
		HttpRequest request = builder.build();
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

	/**
	 * The number of the order's invoice, once it can be read.
	 * @throws NotStartedException if there is none in time
	 */
	String invoice(String order) throws InterruptedException {
		long asked = System.nanoTime();
		while (System.nanoTime() - asked < this.patience.toNanos()) {
			JsonNode invoices = send(200, invoiceWorker("/invoices?orderId=" + order)).required("items");
			if (!invoices.isEmpty()) {
				return invoices.required(0).required("number").asString();
			}
			Thread.sleep(PAUSE.toMillis());
		}
		throw new NotStartedException(
				"Order %s has no invoice after %d s; the log tells why".formatted(order, this.patience.toSeconds()));
	}

}
