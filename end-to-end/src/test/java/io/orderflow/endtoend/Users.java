package io.orderflow.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * People who place orders and look at orders and invoices, one thing after another, all
 * the while. Who is not answered 201 repeats that later, with the same Idempotency-Key.
 */
class Users implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private final HttpClient client = HttpClient.newHttpClient();

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(5);

	private final ServiceProcess api;

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final Queue<String> refused = new ConcurrentLinkedQueue<>();

	private final AtomicInteger underWay = new AtomicInteger();

	private volatile boolean resting = true;

	private volatile Sightings sightings = new Sightings();

	Users(ServiceProcess api, ServiceProcess worker) {
		this.api = api;
		always(() -> post(UUID.randomUUID().toString()));
		always(() -> get("GET orders", api.uri("/orders?limit=5")));
		always(() -> get("GET invoices", worker.uri("/invoices?limit=5")));
		always(() -> get("liveness of order-api", api.uri("/actuator/health/liveness")));
		always(() -> get("liveness of invoice-worker", worker.uri("/actuator/health/liveness")));
	}

	private void always(Runnable action) {
		this.threads.scheduleWithFixedDelay(() -> {
			this.underWay.incrementAndGet();
			if (!this.resting) {
				action.run();
			}
			this.underWay.decrementAndGet();
		}, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Begin, and say what they see from now on. */
	Sightings look() {
		this.sightings = new Sightings();
		this.resting = false;
		return this.sightings;
	}

	/** What they see, and saw since they began. */
	Sightings seen() {
		return this.sightings;
	}

	/**
	 * Pause, once all is answered, and what was not answered 201 is repeated.
	 */
	void rest() {
		this.resting = true;
		Awaitility.await().atMost(PATIENCE.multipliedBy(2)).until(() -> this.underWay.get() == 0);
		for (String key : List.copyOf(this.refused)) {
			this.refused.remove(key);
			post(key);
			if (this.refused.contains(key)) {
				throw new IllegalStateException("Not all orders are taken in the end: " + this.sightings);
			}
		}
	}

	/** The orders that were answered 201. */
	Set<String> accepted() {
		return Set.copyOf(this.accepted);
	}

	private void post(String key) {
		HttpResponse<String> response = send("POST order",
				HttpRequest.newBuilder(this.api.uri("/orders"))
					.header("Content-Type", "application/json")
					.header("Idempotency-Key", key)
					.POST(BodyPublishers.ofString(Pipeline.ORDER)));
		if (response != null && response.statusCode() == 201) {
			this.accepted.add(Pipeline.JSON.readTree(response.body()).get("id").asString());
		}
		else {
			this.refused.add(key);
		}
	}

	private void get(String what, URI uri) {
		send(what, HttpRequest.newBuilder(uri));
	}

	private @Nullable HttpResponse<String> send(String what, HttpRequest.Builder request) {
		Sightings seen = this.sightings;
		long began = System.nanoTime();
		try {
			HttpResponse<String> response = this.client.send(request.timeout(PATIENCE).build(),
					BodyHandlers.ofString());
			seen.add(what, Sightings.status(response), Duration.ofNanos(System.nanoTime() - began));
			return response;
		}
		catch (IOException ex) {
			seen.add(what, "no answer", Duration.ofNanos(System.nanoTime() - began));
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
