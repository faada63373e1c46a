package io.orderflow.endtoend;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;

import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer in AWS's JSON protocol.
 *
 * @param queryError the error's code as SQS names it beside that in the body; empty for
 * none
 */
record AwsAnswer(int status, String queryError, byte[] body) {

	static AwsAnswer of(JsonNode json) {
		return new AwsAnswer(200, "", Pipeline.JSON.writeValueAsBytes(json));
	}

	/**
	 * A call that failed as a whole.
	 * @param code such as {@code AccessDeniedException}
	 */
	static AwsAnswer error(int status, String code) {
		return new AwsAnswer(status, code + ((status < 500) ? ";Sender" : ";Receiver"),
				Pipeline.JSON.writeValueAsBytes(Map.of("__type", code, "message", "A fault asked for by a test")));
	}

	/** What it says, to be changed at will. */
	ObjectNode json() {
		return (ObjectNode) Pipeline.JSON.readTree(this.body);
	}

	void send(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
		exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
		if (!this.queryError.isEmpty()) {
			exchange.getResponseHeaders().set("x-amzn-query-error", this.queryError);
		}
		exchange.sendResponseHeaders(this.status, (this.body.length > 0) ? this.body.length : -1);
		exchange.getResponseBody().write(this.body);
	}

}
