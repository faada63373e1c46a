package io.orderflow.sqs.deadletter;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the list.
 *
 * @param counts how many wait in all, by their reason
 * @param items may be empty; without their envelopes
 * @param next what to pass as {@code after} for the stretch that follows; null at the end
 */
record LetterPage(Map<String, Long> counts, List<Letter> items,
		@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long next) {

	/**
	 * Made of one more than the page holds, which tells whether another follows.
	 */
	static LetterPage of(Map<String, Long> counts, List<Letter> oneMore, int limit) {
		if (oneMore.size() <= limit) {
			return new LetterPage(counts, oneMore, null);
		}
		List<Letter> items = oneMore.subList(0, limit);
		return new LetterPage(counts, items, items.get(limit - 1).id());
	}

}
