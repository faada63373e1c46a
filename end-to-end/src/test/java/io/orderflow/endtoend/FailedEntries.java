package io.orderflow.endtoend;

import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets a share of the entries fail inside an answer of status 200, of PutEvents and of
 * the batch calls of SQS. The endpoint never hears of them.
 *
 * @param code such as {@code ThrottlingException}
 * @param share of the entries, spread evenly
 * @param entries how many have come
 */
record FailedEntries(String code, double share, AtomicInteger entries) implements AwsFault {

	FailedEntries(String code, double share) {
		this(code, share, new AtomicInteger());
	}

	@Override
	public AwsAnswer answer(AwsCall call) throws IOException, InterruptedException {
		ObjectNode request = call.json();
		if (!(request.get("Entries") instanceof ArrayNode entries)) {
			return call.forward();
		}
		ArrayNode forwarded = Pipeline.JSON.createArrayNode();
		ArrayNode failed = Pipeline.JSON.createArrayNode();
		ArrayNode results = Pipeline.JSON.createArrayNode();
		for (JsonNode entry : entries.values()) {
			boolean failing = next();
			(failing ? failed : forwarded).add(entry);
			results.add(failing ? failure(entry) : Pipeline.JSON.nullNode());
		}
		ObjectNode answer = Pipeline.JSON.createObjectNode();
		if (!forwarded.isEmpty()) {
			AwsAnswer taken = call.with(request.set("Entries", forwarded)).forward();
			if (taken.status() != 200) {
				return taken;
			}
			answer = taken.json();
		}
		return AwsAnswer.of("PutEvents".equals(call.operation()) ? putEvents(answer, results) : batch(answer, results));
	}

	private boolean next() {
		int number = this.entries.incrementAndGet();
		return Math.floor(number * this.share) > Math.floor((number - 1) * this.share);
	}

	private ObjectNode failure(JsonNode entry) {
		ObjectNode failure = Pipeline.JSON.createObjectNode();
		return entry.has("Id")
				? failure.put("Id", entry.get("Id").asString()).put("Code", this.code).put("SenderFault", false)
				: failure.put("ErrorCode", this.code).put("ErrorMessage", "A fault asked for by a test");
	}

	/** PutEvents answers to each entry in its place. */
	private static ObjectNode putEvents(ObjectNode answer, ArrayNode results) {
		Iterator<JsonNode> taken = answer.path("Entries").values().iterator();
		ArrayNode all = Pipeline.JSON.createArrayNode();
		int failed = answer.path("FailedEntryCount").asInt(0);
		for (JsonNode result : results.values()) {
			failed += result.isNull() ? 0 : 1;
			all.add(result.isNull() ? taken.next() : result);
		}
		answer.set("Entries", all);
		return answer.put("FailedEntryCount", failed);
	}

	/** SQS names the entries. */
	private static ObjectNode batch(ObjectNode answer, ArrayNode results) {
		ArrayNode failed = answer.withArray("Failed");
		results.values().stream().filter((result) -> !result.isNull()).forEach(failed::add);
		answer.withArray("Successful");
		return answer;
	}

}
