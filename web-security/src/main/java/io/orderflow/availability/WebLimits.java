package io.orderflow.availability;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What clients can hold of a service. An application has one bean of this type, bound to
 * properties of its own, or does not start. With the defaults, and as many connections as
 * the services allow, a heap of 448 MB is enough.
 *
 * @param maxBodySize the largest body of a request
 * @param bodyTimeout within which a body must have arrived as a whole
 * @param maxUploads how many bodies may be on their way at once, which did not come along
 * with their headers; further ones are answered 503. Each takes about 64 KB
 * @param maxBodiesSize how many bytes the bodies of all requests that are under way may
 * have together; what would be more is answered 503. What is made of them takes twice as
 * much again
 * @param maxRequests how many requests may be under way at once, those that wait for a
 * database connection included; further ones are answered 503. Where threads are not
 * virtual, {@code server.tomcat.threads.max} must be higher, so that somebody is left to
 * do so
 * @param maxLists how many of these may be lists; further ones are answered 503. Each
 * takes five times as much as the largest page
 */
public record WebLimits(@DefaultValue("512KB") DataSize maxBodySize, @DefaultValue("10s") Duration bodyTimeout,
		@DefaultValue("1000") int maxUploads, @DefaultValue("32MB") DataSize maxBodiesSize,
		@DefaultValue("400") int maxRequests, @DefaultValue("8") int maxLists) {

	/**
	 * Checks them against each other.
	 * @throws IllegalArgumentException if nothing could get through; the message names
	 * the setting
	 */
	public WebLimits {
		if (maxBodySize.toBytes() < 1 || maxBodySize.toBytes() > maxBodiesSize.toBytes()
				|| maxBodiesSize.toBytes() > Integer.MAX_VALUE) {
			throw new IllegalArgumentException(
					"max-body-size=%s must be 1B or more, and max-bodies-size=%s at least that and less than 2GB"
						.formatted(maxBodySize, maxBodiesSize));
		}
		if (bodyTimeout.toMillis() < 1) {
			throw new IllegalArgumentException("body-timeout must be 1ms or more, but is " + bodyTimeout);
		}
		requirePositive("max-uploads", maxUploads);
		requirePositive("max-requests", maxRequests);
		requirePositive("max-lists", maxLists);
	}

	private static void requirePositive(String setting, int value) {
		if (value < 1) {
			throw new IllegalArgumentException(setting + " must be 1 or more, but is " + value);
		}
	}

}
