package io.orderflow.aws;

import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be stopped in the opposite order, all of it even where one
 * fails to stop.
 */
final class Running implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Running.class);

	private final Deque<AutoCloseable> parts = new ArrayDeque<>();

	synchronized <T extends AutoCloseable> T add(T part) {
		this.parts.push(part);
		return part;
	}

	@Override
	public synchronized void close() {
		while (!this.parts.isEmpty()) {
			AutoCloseable part = this.parts.pop();
			try {
				part.close();
			}
			catch (Exception ex) {
				logger.warn("{} did not stop", part.getClass().getSimpleName(), ex);
			}
		}
	}

}
