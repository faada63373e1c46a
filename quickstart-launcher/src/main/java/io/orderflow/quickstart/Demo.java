package io.orderflow.quickstart;

import java.net.URI;
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

	private final Ports ports;

	private final Client client;

	Demo(Ports ports) {
		this.ports = ports;
		this.client = new Client(ports, PATIENCE);
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
		catch (ExecutionException | SdkException ex) {
			throw new NotStartedException("The demo failed: " + ex, ex);
		}
	}

	private Journey follow(String request, DemoEvents events) throws InterruptedException, ExecutionException {
		long sent = System.nanoTime();
		String order = this.client.send(201, this.client.order(request)).required("id").asString();
		Duration answered = since(sent, System.nanoTime());
		String invoice = this.client.invoice(order);
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

	private static Duration since(long start, long end) {
		return Duration.ofNanos(end - start);
	}

}
