package io.orderflow.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A program run as a child process, its output line by line in the log.
 */
final class ChildProcess implements Part {

	/**
	 * What the user's shell holds for other work, such as a real AWS account. The
	 * services' own settings may come from there.
	 */
	private static final List<String> NOT_INHERITED = List.of("AWS_", "SPRING_", "SERVER_");

	/** But for who gets in: a service that was told to demand tokens must not be open. */
	private static final String INHERITED = "SPRING_SECURITY_";

	private final String name;

	private final List<String> command;

	private final Map<String, String> environment;

	private final Duration timeToStop;

	private final Log log;

	private @Nullable Process process;

	private @Nullable Thread output;

	private volatile boolean stopped;

	/**
	 * @param timeToStop how long after SIGTERM it is killed
	 */
	ChildProcess(String name, List<String> command, Map<String, String> environment, Duration timeToStop, Log log) {
		this.name = name;
		this.command = command;
		this.environment = environment;
		this.timeToStop = timeToStop;
		this.log = log;
	}

	String name() {
		return this.name;
	}

	/**
	 * @param onDeath told what happened, in a thread of its own, if the process ends
	 * without having been stopped
	 */
	synchronized void start(Leash leash, Consumer<String> onDeath) {
		if (this.stopped) {
			return;
		}
		ProcessBuilder builder = new ProcessBuilder(this.command).redirectErrorStream(true);
		builder.environment()
			.keySet()
			.removeIf((key) -> !key.startsWith(INHERITED) && NOT_INHERITED.stream().anyMatch(key::startsWith));
		builder.environment().putAll(this.environment);
		try {
			Process started = builder.start();
			this.process = started;
			leash.hold(started.pid());
			this.output = new Thread(() -> copy(started), this.name);
			this.output.setDaemon(true);
			this.output.start();
			started.onExit().thenAcceptAsync((ended) -> {
				if (!this.stopped) {
					onDeath.accept("%s ended by itself with exit code %d".formatted(this.name, ended.exitValue()));
				}
			});
		}
		catch (IOException ex) {
			throw new NotStartedException("%s could not be started: %s".formatted(this.name, ex.getMessage()), ex);
		}
	}

	private void copy(Process from) {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
			lines.lines().forEach((line) -> this.log.say(this.name, line));
		}
		catch (IOException | UncheckedIOException ex) {
			this.log.say("The output of %s ended: %s".formatted(this.name, ex.getMessage()));
		}
	}

	@Override
	public void stop() {
		stop(this.timeToStop);
	}

	/**
	 * @param timeToStop how long after SIGTERM it is killed
	 * @return whether it ended, or had ended, without being killed
	 */
	boolean stop(Duration timeToStop) {
		this.stopped = true;
		Process running = running();
		if (running == null) {
			return true;
		}
		// Process's own destroy would close the pipe, and lose its last lines.
		running.toHandle().destroy();
		try {
			boolean ended = running.waitFor(timeToStop.toMillis(), TimeUnit.MILLISECONDS);
			if (!ended) {
				this.log.say("%s did not stop within %d ms: killed".formatted(this.name, timeToStop.toMillis()));
				running.destroyForcibly().waitFor();
			}
			if (this.output != null) {
				this.output.join(Duration.ofMillis(100).toMillis());
			}
			return ended;
		}
		catch (InterruptedException ex) {
			running.destroyForcibly();
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private synchronized @Nullable Process running() {
		return (this.process != null && this.process.isAlive()) ? this.process : null;
	}

}
