package io.orderflow.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Ends the children if this process is killed and cannot do it itself: a shell that reads
 * their process ids from a pipe, and sends SIGTERM to them when the pipe is closed by the
 * end of this process, whatever ended it.
 */
final class Leash implements Part {

	private static final String SCRIPT = """
			while read -r pid; do pids="$pids $pid"; done
			[ -z "$pids" ] || kill $pids 2>/dev/null""";

	private final Process shell;

	private final PrintStream pids;

	private Leash(Process shell) {
		this.shell = shell;
		this.pids = new PrintStream(shell.getOutputStream(), true, StandardCharsets.US_ASCII);
	}

	static Leash start() {
		try {
			return new Leash(new ProcessBuilder("sh", "-c", SCRIPT).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start());
		}
		catch (IOException ex) {
			throw new NotStartedException("A shell could not be started: " + ex.getMessage(), ex);
		}
	}

	synchronized void hold(long pid) {
		this.pids.println(pid);
	}

	/** Let go: the others are to be stopped before. */
	@Override
	public void stop() {
		try {
			this.shell.destroyForcibly().waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
