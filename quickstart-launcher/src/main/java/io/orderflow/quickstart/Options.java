package io.orderflow.quickstart;

import java.nio.file.Path;

/**
 * What is asked for on the command line.
 *
 * @param help whether to print the help and do nothing else
 * @param fresh whether to drop the data of earlier runs
 * @param demo whether to place orders when all runs
 * @param train whether to make the services' AOT caches, and stop
 * @param portOffset added to every port
 * @param data where data is kept
 */
record Options(boolean help, boolean fresh, boolean demo, boolean train, int portOffset, Path data) {

	/**
	 * @throws IllegalArgumentException if an argument is unknown or its value is wrong;
	 * the message names it
	 */
	static Options parse(String... args) {
		boolean help = false;
		boolean fresh = false;
		boolean demo = false;
		boolean train = false;
		int portOffset = 0;
		Path data = Path.of(".quickstart");
		for (String arg : args) {
			int equals = arg.indexOf('=') + 1;
			String value = arg.substring(equals);
			switch ((equals > 0) ? arg.substring(0, equals) : arg) {
				case "--help" -> help = true;
				case "--fresh" -> fresh = true;
				case "--demo" -> demo = true;
				case "--train" -> train = true;
				case "--port-offset=" -> portOffset = portOffset(value);
				case "--data=" -> data = Path.of(value);
				default -> throw new IllegalArgumentException("Unknown option %s; see --help".formatted(arg));
			}
		}
		return new Options(help, fresh, demo, train, portOffset, data);
	}

	private static int portOffset(String value) {
		try {
			int offset = Integer.parseInt(value);
			if (offset >= 0 && offset <= Ports.HIGHEST_OFFSET) {
				return offset;
			}
		}
		catch (NumberFormatException ex) {
			// Answered for below.
		}
		throw new IllegalArgumentException(
				"The --port-offset is %s; it must be a number from 0 to %d".formatted(value, Ports.HIGHEST_OFFSET));
	}

	/** The text of {@code --help}, which the script prints without Java. */
	static String helpText() {
		return Guide.resource("help.txt");
	}

}
