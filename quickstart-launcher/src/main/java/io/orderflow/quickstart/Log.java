package io.orderflow.quickstart;

import java.io.PrintStream;

/**
 * The one log: every line with the name of who wrote it before it.
 */
final class Log {

	static final String OWN_NAME = "quickstart";

	private static final int WIDTH = "invoice-worker".length();

	private final PrintStream out;

	Log(PrintStream out) {
		this.out = out;
	}

	/**
	 * Lines that stay together.
	 * @param text one or more lines
	 */
	synchronized void say(String name, String text) {
		text.lines().forEach((line) -> this.out.println(("%-" + WIDTH + "s | ").formatted(name) + line));
		this.out.flush();
	}

	void say(String text) {
		say(OWN_NAME, text);
	}

}
