package io.orderflow.orders.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the endpoints.
 *
 * @param maxBodySize the largest body of a request. The default holds the largest order,
 * even with every character escaped
 * @param bodyTimeout within which a body must have arrived as a whole
 * @param maxUploads how many bodies may be on their way at once, which did not come along
 * with their headers; further ones are answered 503. Each takes about 64 KB
 * @param maxBodiesSize how many bytes the bodies of all requests that are under way may
 * have together; what would be more is answered 503. What is made of them takes twice as
 * much again, for which the default leaves room in a heap of 256 MB
 * @param maxRequests how many requests may be under way at once, those that wait for a
 * database connection included; further ones are answered 503. Where threads are not
 * virtual, {@code server.tomcat.threads.max} must be higher, so that somebody is left to
 * do so
 */
@ConfigurationProperties("orders.web")
record WebProperties(@DefaultValue("512KB") DataSize maxBodySize, @DefaultValue("10s") Duration bodyTimeout,
		@DefaultValue("1000") int maxUploads, @DefaultValue("32MB") DataSize maxBodiesSize,
		@DefaultValue("400") int maxRequests) {

	WebProperties {
		if (maxBodySize.toBytes() < 1 || maxBodySize.toBytes() > maxBodiesSize.toBytes()
				|| maxBodiesSize.toBytes() > Integer.MAX_VALUE) {
			throw new IllegalArgumentException(
					"orders.web.max-body-size=%s must be 1B or more, and orders.web.max-bodies-size=%s at least that and less than 2GB"
						.formatted(maxBodySize, maxBodiesSize));
		}
		if (bodyTimeout.toMillis() < 1) {
			throw new IllegalArgumentException("orders.web.body-timeout must be 1ms or more, but is " + bodyTimeout);
		}
		if (maxUploads < 1) {
			throw new IllegalArgumentException("orders.web.max-uploads must be 1 or more, but is " + maxUploads);
		}
		if (maxRequests < 1) {
			throw new IllegalArgumentException("orders.web.max-requests must be 1 or more, but is " + maxRequests);
		}
	}

}
