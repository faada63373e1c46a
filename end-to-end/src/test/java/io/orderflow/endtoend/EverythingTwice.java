package io.orderflow.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets ReceiveMessage bring each message once more on a later poll of its queue, and all
 * in no order. SQS allows itself that: a standard queue delivers at least once, in the
 * order that it likes.
 */
class EverythingTwice implements AwsFault {

	private final Map<String, List<JsonNode>> owed = new HashMap<>();

	private final Random random = new Random(1);

	private int repeated;

	@Override
	public AwsAnswer answer(AwsCall call) throws IOException, InterruptedException {
		ObjectNode request = call.json();
		List<JsonNode> due = takeOwed(request.get("QueueUrl").asString(), request.path("MaxNumberOfMessages").asInt(1));
		if (!due.isEmpty()) {
			// Not to be kept waiting.
			request.put("WaitTimeSeconds", 0);
		}
		int room = request.path("MaxNumberOfMessages").asInt(1) - due.size();
		if (room > 0) {
			AwsAnswer answer = call.with(request.put("MaxNumberOfMessages", room)).forward();
			if (answer.status() != 200) {
				return answer;
			}
			List<JsonNode> fresh = List.copyOf(answer.json().path("Messages").values());
			owe(request.get("QueueUrl").asString(), fresh);
			due.addAll(fresh);
		}
		Collections.shuffle(due, this.random);
		ObjectNode answer = Pipeline.JSON.createObjectNode();
		due.forEach(answer.putArray("Messages")::add);
		return AwsAnswer.of(answer);
	}

	/** At most half of what a poll can hold, so that there is room for new ones. */
	private synchronized List<JsonNode> takeOwed(String queue, int max) {
		List<JsonNode> owed = this.owed.getOrDefault(queue, new ArrayList<>());
		Collections.shuffle(owed, this.random);
		List<JsonNode> taken = owed.subList(0, Math.min((max + 1) / 2, owed.size()));
		List<JsonNode> due = new ArrayList<>(taken);
		taken.clear();
		this.repeated += due.size();
		return due;
	}

	private synchronized void owe(String queue, List<JsonNode> messages) {
		this.owed.computeIfAbsent(queue, (url) -> new ArrayList<>()).addAll(messages);
	}

	/** How many messages have come a second time. */
	synchronized int repeated() {
		return this.repeated;
	}

}
