package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A program that can be killed at any moment, and that is started again where it ends by
 * itself, as a container platform does. It logs into {@code target/logs}. Thread-safe.
 */
final class SupervisedProcess implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final String name;

	private final List<String> command;

	private final Map<String, String> environment;

	private final Callable<Boolean> ready;

	private final Path log;

	private @Nullable Process process;

	/**
	 * Does not start it.
	 * @param ready tells whether it answers; may throw as long as it does not
	 */
	SupervisedProcess(String name, List<String> command, Map<String, String> environment, Callable<Boolean> ready) {
		this.name = name;
		this.command = command;
		this.environment = environment;
		this.ready = ready;
		this.log = Path.of("target", "logs", name + ".log");
		// Of a test that is interrupted nothing is left.
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
	}

	/** Does nothing if it runs. */
	synchronized void start() {
		if (this.process != null) {
			return;
		}
		try {
			Files.createDirectories(this.log.getParent());
			ProcessBuilder builder = new ProcessBuilder(this.command).redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(this.log.toFile()));
			builder.environment().putAll(this.environment);
			Process started = builder.start();
			this.process = started;
			started.onExit()
				.thenRunAsync(() -> startAgain(started),
						CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private synchronized void startAgain(Process ended) {
		// Another one, or none, if it was killed.
		if (this.process == ended) {
			this.process = null;
			start();
		}
	}

	/** Sends SIGKILL and waits for the end. It stays away until it is started. */
	synchronized void kill() {
		Process killed = this.process;
		this.process = null;
		if (killed == null) {
			return;
		}
		try {
			killed.destroyForcibly().waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Starts it and waits until it answers. */
	void startAndAwait() {
		start();
		awaitReady();
	}

	void awaitReady() {
		Awaitility.await("%s ready, or see %s".formatted(this.name, this.log))
			.atMost(Duration.ofMinutes(5))
			.ignoreExceptions()
			.until(this.ready);
	}

	@Override
	public void close() {
		kill();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
