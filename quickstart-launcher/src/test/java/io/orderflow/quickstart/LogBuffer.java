package io.orderflow.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A log that a test can read.
 */
final class LogBuffer {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	final Log log = new Log(new PrintStream(this.bytes, false, StandardCharsets.UTF_8));

	List<String> lines() {
		return this.bytes.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
