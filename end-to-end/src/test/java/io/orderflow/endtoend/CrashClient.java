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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that does not give up: with the same key it sends an order again, to any
 * instance, until it has a 201. Every second order it then sends once more.
 */
final class CrashClient implements Callable<Void> {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final String ORDER = """
			{"customer":{"name":"Ada Lovelace","email":"ada@example.com","address":{"street":"12 St James's Square",\
			"city":"London","postcode":"SW1Y 4JH","country":"GB"}},"currency":"EUR","reference":"%s","lines":[{"sku":\
			"BOOK-1","description":"Notes on the Analytical Engine","quantity":2,"unitPrice":"12.50","vatRate":"20"}]}""";

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private final List<URI> apis;

	private final Ledger ledger;

	CrashClient(List<URI> apis, Ledger ledger) {
		this.apis = apis;
		this.ledger = ledger;
	}

	@Override
	public Void call() throws InterruptedException {
		for (int number = this.ledger.next(); this.ledger.wants(number); number = this.ledger.next()) {
			String key = UUID.randomUUID().toString();
			HttpResponse<byte[]> first = place(key, number);
			this.ledger.accepted(number, Pipeline.JSON.readTree(first.body()).get("id").asString());
			if (number % 2 == 0) {
				HttpResponse<byte[]> again = place(key, number);
				assertThat(again.body()).as("the replay of order %d", number).isEqualTo(first.body());
				assertThat(again.headers().map().get("Location")).isEqualTo(first.headers().map().get("Location"));
				this.ledger.replayed();
			}
		}
		return null;
	}

	/** Sends it until it is answered 201. */
	HttpResponse<byte[]> place(String key, int number) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() < deadline) {
			try {
				HttpResponse<byte[]> answer = send(key, number);
				if (answer.statusCode() == 201) {
					return answer;
				}
				assertThat(answer.statusCode() == 409 || answer.statusCode() >= 500)
					.as("%d is a reason to try again: %s", answer.statusCode(), new String(answer.body()))
					.isTrue();
			}
			catch (IOException ex) {
				// Refused, cut off or silent: whether there is an order is not known.
			}
			this.ledger.retried();
			// Less patient than Retry-After asks for.
			Thread.sleep(ThreadLocalRandom.current().nextLong(20, 200));
		}
		throw new AssertionError("Order %d got no 201 within %s".formatted(number, PATIENCE));
	}

	/** Sends it once, and waits 5 s at most. */
	HttpResponse<byte[]> send(String key, int number) throws IOException, InterruptedException {
		return this.http.send(request(key, number), BodyHandlers.ofByteArray());
	}

	private HttpRequest request(String key, int number) {
		URI api = this.apis.get(ThreadLocalRandom.current().nextInt(this.apis.size()));
		return HttpRequest.newBuilder(api.resolve("/orders"))
			.timeout(Duration.ofSeconds(5))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(BodyPublishers.ofString(ORDER.formatted(number)))
			.build();
	}

}
