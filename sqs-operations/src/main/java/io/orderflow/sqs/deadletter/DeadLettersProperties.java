package io.orderflow.sqs.deadletter;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where dead letters come from, and what becomes of them.
 *
 * @param queues the dead-letter queues, each by its name, URL or ARN. They must exist:
 * they are never created
 * @param putBackTo the queue they are put back to, by its name, URL or ARN
 * @param autoStartup whether the service starts only with these queues. Otherwise it
 * starts without, and collects once all of them are there
 * @param pollWait how long a poll waits for a message, whole seconds up to 20; a stop
 * takes as long
 * @param retention for how long a letter is kept after it was put back or discarded.
 * Those that wait are kept for ever
 * @param sampleInterval how often those that wait are counted for the metrics
 */
@ConfigurationProperties("dead-letters")
record DeadLettersProperties(@DefaultValue List<String> queues, String putBackTo,
		@DefaultValue("true") boolean autoStartup, @DefaultValue("3s") Duration pollWait,
		@DefaultValue("400d") Duration retention, @DefaultValue("15s") Duration sampleInterval) {

	DeadLettersProperties {
		require(!queues.isEmpty() && queues.stream().noneMatch(String::isBlank), "queues must name at least one queue");
		require(!putBackTo.isBlank(), "put-back-to must name a queue");
		require(pollWait.toSeconds() >= 1 && pollWait.compareTo(Duration.ofSeconds(20)) <= 0,
				"poll-wait must be 1s to 20s, but is " + pollWait);
		require(retention.toSeconds() >= 1, "retention must be 1s or more, but is " + retention);
		require(sampleInterval.toMillis() >= 1, "sample-interval must be 1ms or more, but is " + sampleInterval);
	}

	private static void require(boolean holds, String rule) {
		if (!holds) {
			throw new IllegalArgumentException("dead-letters." + rule);
		}
	}

}
