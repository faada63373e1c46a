package io.orderflow.quickstart;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Ports for a test that nobody has.
 */
final class FreePorts {

	private FreePorts() {
	}

	static int offset() {
		return Stream.generate(() -> ThreadLocalRandom.current().nextInt(1000, 16000))
			.filter((offset) -> PortCheck.complaints(Ports.withOffset(offset)).isEmpty())
			.findFirst()
			.orElseThrow();
	}

}
