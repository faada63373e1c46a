package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * HTTP as a client has it.
 */
final class Http {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private Http() {
	}

	static HttpResponse<String> get(URI uri) {
		return send(HttpRequest.newBuilder(uri));
	}

	static byte[] getBytes(URI uri) {
		return send(HttpRequest.newBuilder(uri), BodyHandlers.ofByteArray()).body();
	}

	static HttpResponse<String> post(URI uri, String body) {
		return send(jsonPost(uri, body));
	}

	static HttpResponse<String> post(URI uri, String body, String header, String value) {
		return send(jsonPost(uri, body).header(header, value));
	}

	/** Posts JSON from a page of the origin, which a proxy that ends TLS passes on. */
	static HttpResponse<String> postThroughTlsProxy(URI uri, String body, String origin) {
		return send(jsonPost(uri, body).header("Origin", origin).header("X-Forwarded-Proto", "https"));
	}

	private static HttpRequest.Builder jsonPost(URI uri, String body) {
		return HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body));
	}

	/** Posts JSON as a part of a trace. */
	static HttpResponse<String> post(URI uri, String body, String traceparent) {
		return send(HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.header("traceparent", traceparent)
			.POST(BodyPublishers.ofString(body)));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		return send(request, BodyHandlers.ofString());
	}

	private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
		try {
			return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
