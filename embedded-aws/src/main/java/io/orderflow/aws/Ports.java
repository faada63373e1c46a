package io.orderflow.aws;

/**
 * What to say about a port that cannot be had.
 */
final class Ports {

	private Ports() {
	}

	static IllegalStateException inUse(String service, int port, Exception cause) {
		return new IllegalStateException(
				"Port %d on 127.0.0.1, for %s, is in use: stop what uses it, or choose another".formatted(port, service)
						+ " (0 takes a free one)",
				cause);
	}

}
