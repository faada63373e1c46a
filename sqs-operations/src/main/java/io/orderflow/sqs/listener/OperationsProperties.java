package io.orderflow.sqs.listener;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How listeners and queues are looked after.
 *
 * @param checkInterval how often an instance looks which listeners are paused, and
 * whether the others run. A pause takes longer to hold where another listener is just
 * stopped, which waits for what is in flight
 * @param retryInterval how long it waits after a listener could not be started
 * @param stalledAfter a listener whose polls have not ended for that long is stalled.
 * More than a poll waits
 * @param sampleInterval how often each queue is asked how much is in it
 * @param askTimeout how long a queue has to answer that
 * @param healthMaxAge for how long the answer will do for the health, however often it is
 * asked for
 */
@ConfigurationProperties("sqs.operations")
record OperationsProperties(@DefaultValue("2s") Duration checkInterval, @DefaultValue("5s") Duration retryInterval,
		@DefaultValue("60s") Duration stalledAfter, @DefaultValue("15s") Duration sampleInterval,
		@DefaultValue("2s") Duration askTimeout, @DefaultValue("5s") Duration healthMaxAge) {

	OperationsProperties {
		requirePositive("check-interval", checkInterval);
		requirePositive("retry-interval", retryInterval);
		requirePositive("stalled-after", stalledAfter);
		requirePositive("sample-interval", sampleInterval);
		requirePositive("ask-timeout", askTimeout);
		requirePositive("health-max-age", healthMaxAge);
	}

	private static void requirePositive(String setting, Duration duration) {
		if (duration.toMillis() < 1) {
			throw new IllegalArgumentException(
					"sqs.operations.%s must be 1ms or more, but is %s".formatted(setting, duration));
		}
	}

}
