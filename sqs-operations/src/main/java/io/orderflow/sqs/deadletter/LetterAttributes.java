package io.orderflow.sqs.deadletter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.orderflow.sqs.AttributesApart;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * What the message attributes of a dead letter tell. A service's own are {@code reason}
 * and {@code reason-detail}; the others are EventBridge's, as the AWS page "Using
 * dead-letter queues to process undelivered events in EventBridge" has them.
 *
 * @param all those of them that are there, by name
 */
record LetterAttributes(Map<String, String> all) {

	private static final List<String> NAMES = List.of("reason", "reason-detail", "ERROR_CODE", "ERROR_MESSAGE",
			"RULE_ARN", "TARGET_ARN", "EXHAUSTED_RETRY_CONDITION", "RETRY_ATTEMPTS");

	static LetterAttributes of(Message<String> message) {
		Map<String, String> sent = AttributesApart.of(message);
		Map<String, String> all = new TreeMap<>();
		NAMES.stream().filter(sent::containsKey).forEach((name) -> all.put(name, storable(sent.get(name))));
		return new LetterAttributes(all);
	}

	@Nullable String code() {
		return this.all.getOrDefault("reason", this.all.get("ERROR_CODE"));
	}

	@Nullable String detail() {
		return this.all.getOrDefault("reason-detail", this.all.get("ERROR_MESSAGE"));
	}

	/**
	 * Without what PostgreSQL's text cannot hold: a stranger may have sent it.
	 */
	private static String storable(String text) {
		return text.codePoints()
			.map((c) -> (c == 0 || Character.getType(c) == Character.SURROGATE) ? '\uFFFD' : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
