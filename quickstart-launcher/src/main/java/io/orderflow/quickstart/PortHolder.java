package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The process that listens on a port, as lsof tells.
 */
final class PortHolder {

	private static final int ENOUGH = 100;

	private PortHolder() {
	}

	/**
	 * @return empty if there is no lsof, or the process is another user's
	 */
	static Optional<String> of(int port) {
		try {
			Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			return new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
				.findFirst()
				.map(Long::valueOf)
				.flatMap(ProcessHandle::of)
				.map(PortHolder::describe);
		}
		catch (IOException ex) {
			// It is not on every machine, and what it would tell is a help only.
			return Optional.empty();
		}
	}

	private static String describe(ProcessHandle process) {
		String command = process.info().commandLine().or(process.info()::command).orElse("a program");
		String start = (command.length() > ENOUGH) ? command.substring(0, ENOUGH) + "…" : command;
		return "process %d (%s)".formatted(process.pid(), start);
	}

}
