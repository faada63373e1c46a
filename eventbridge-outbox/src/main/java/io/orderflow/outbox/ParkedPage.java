package io.orderflow.outbox;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of parked events.
 *
 * @param counts how many are parked in all, by reason
 * @param next what {@code after} has to be for the next part; null in the last
 */
record ParkedPage(Map<String, Long> counts, List<ParkedEvent> items, @JsonInclude @Nullable Long next) {

	/**
	 * @param found the events of the page, and one more where there is a next
	 */
	static ParkedPage of(Map<String, Long> counts, List<ParkedEvent> found, int limit) {
		if (found.size() <= limit) {
			return new ParkedPage(counts, found, null);
		}
		return new ParkedPage(counts, found.subList(0, limit), found.get(limit - 1).id());
	}

}
