package io.orderflow.sqs.deadletter;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to list. What is null does not matter.
 *
 * @param reason only those of this reason
 * @param queue only those out of this queue
 * @param state only those in this state
 * @param oldestFirst whether the list starts with the lowest id
 * @param after only what comes after this id in the list
 */
record LetterFilter(@Nullable String reason, @Nullable String queue, @Nullable LetterState state, boolean oldestFirst,
		@Nullable Long after) {

	/**
	 * The condition and the order, in SQL.
	 */
	String condition() {
		StringBuilder sql = new StringBuilder("true");
		if (this.reason != null) {
			sql.append(" and reason = :reason");
		}
		if (this.queue != null) {
			sql.append(" and queue = :queue");
		}
		if (this.state == LetterState.WAITING) {
			sql.append(" and settled_at is null");
		}
		else if (this.state != null) {
			sql.append(" and settled_as = :state");
		}
		if (this.after != null) {
			sql.append(this.oldestFirst ? " and id > :after" : " and id < :after");
		}
		return sql.append(this.oldestFirst ? " order by id" : " order by id desc").toString();
	}

	Map<String, @Nullable Object> parameters() {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("reason", this.reason);
		parameters.put("queue", this.queue);
		parameters.put("state", (this.state != null) ? this.state.toString() : null);
		parameters.put("after", this.after);
		return parameters;
	}

}
