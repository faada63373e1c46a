package io.orderflow.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits until a program answers requests.
 */
final class Readiness {

	/**
	 * Of a build on a busy machine, which starts both services at once without their
	 * caches.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final Duration ONE_ANSWER = Duration.ofSeconds(2);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(ONE_ANSWER).build();

	/**
	 * @param uri answers with 503 as long as the program is not ready
	 * @throws NotStartedException if it is not ready after five minutes
	 */
	void await(String name, URI uri) throws InterruptedException {
		Instant end = Instant.now().plus(PATIENCE);
		while (!answers(uri)) {
			if (Instant.now().isAfter(end)) {
				throw new NotStartedException(
						"%s is not ready after %d s: %s".formatted(name, PATIENCE.toSeconds(), uri));
			}
			Thread.sleep(PAUSE.toMillis());
		}
	}

	private boolean answers(URI uri) throws InterruptedException {
		try {
			return this.http
				.send(HttpRequest.newBuilder(uri).timeout(ONE_ANSWER).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode() < 500;
		}
		catch (IOException ex) {
			// It does not listen yet.
			return false;
		}
	}

}
