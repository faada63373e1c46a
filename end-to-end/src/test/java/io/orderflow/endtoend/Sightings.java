package io.orderflow.endtoend;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What users saw for a while: how often which answer came to what they did, and how long
 * they waited at the most.
 */
class Sightings {

	private final Map<String, Map<String, Integer>> answers = new TreeMap<>();

	private final Map<String, Duration> slowest = new TreeMap<>();

	/**
	 * The status; a 503 that does not say when to come again, or is no problem of RFC
	 * 9457, is called that.
	 */
	static String status(HttpResponse<String> response) {
		boolean honest = response.statusCode() != 503 || response.uri().getPath().startsWith("/actuator")
				|| (response.headers().firstValue("Retry-After").isPresent() && response.headers()
					.firstValue("Content-Type")
					.filter("application/problem+json"::equals)
					.isPresent());
		return response.statusCode() + (honest ? "" : " without Retry-After or problem");
	}

	synchronized void add(String what, String answer, Duration wait) {
		this.answers.computeIfAbsent(what, (name) -> new TreeMap<>()).merge(answer, 1, Integer::sum);
		this.slowest.merge(what, wait, (a, b) -> (a.compareTo(b) > 0) ? a : b);
	}

	/** The answers that came to this. */
	synchronized Set<String> of(String what) {
		return Set.copyOf(this.answers.getOrDefault(what, Map.of()).keySet());
	}

	synchronized int count(String what, String answer) {
		return this.answers.getOrDefault(what, Map.of()).getOrDefault(answer, 0);
	}

	/** The longest wait of all. */
	synchronized Duration slowest() {
		return this.slowest.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
	}

	@Override
	public synchronized String toString() {
		StringBuilder text = new StringBuilder();
		this.answers.forEach((what, counts) -> text
			.append("%s %s slowest %d ms; ".formatted(what, counts, this.slowest.get(what).toMillis())));
		return text.toString();
	}

}
