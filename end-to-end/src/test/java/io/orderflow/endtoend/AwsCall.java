package io.orderflow.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that came to an {@link AwsProxy}.
 *
 * @param operation such as {@code ReceiveMessage}
 * @param body as it came
 */
record AwsCall(String operation, byte[] body, Headers headers, HttpClient client, URI endpoint) {

	/** The JDK's client sets these itself. */
	private static final Set<String> OF_THE_CONNECTION = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	static {
		OF_THE_CONNECTION.addAll(Set.of("Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect",
				"Upgrade", "HTTP2-Settings"));
	}

	static AwsCall read(HttpExchange exchange, HttpClient client, URI endpoint) throws IOException {
		Headers headers = exchange.getRequestHeaders();
		String target = String.valueOf(headers.getFirst("X-Amz-Target"));
		String operation = target.substring(target.lastIndexOf('.') + 1);
		return new AwsCall(operation, exchange.getRequestBody().readAllBytes(), headers, client, endpoint);
	}

	/** What the call asks for, to be changed at will. */
	ObjectNode json() {
		return (ObjectNode) Pipeline.JSON.readTree(this.body);
	}

	/** The same call with another body. */
	AwsCall with(JsonNode json) {
		return new AwsCall(this.operation, Pipeline.JSON.writeValueAsBytes(json), this.headers, this.client,
				this.endpoint);
	}

	/** Has the endpoint answer. */
	AwsAnswer forward() throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.endpoint.resolve("/"));
		this.headers.forEach((name, values) -> {
			if (!OF_THE_CONNECTION.contains(name)) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		HttpResponse<byte[]> response = this.client.send(request.POST(BodyPublishers.ofByteArray(this.body)).build(),
				BodyHandlers.ofByteArray());
		return new AwsAnswer(response.statusCode(), response.headers().firstValue("x-amzn-query-error").orElse(""),
				response.body());
	}

}
