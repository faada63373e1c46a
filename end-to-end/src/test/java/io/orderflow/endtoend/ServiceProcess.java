package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * A packaged service as a process of its own. It logs into {@code target/logs}.
 */
class ServiceProcess implements AutoCloseable {

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private final String name;

	private final Path log;

	private final Process process;

	private final URI address;

	private ServiceProcess(String name, Path log, Process process, URI address) {
		this.name = name;
		this.log = log;
		this.process = process;
		this.address = address;
	}

	/** What a service on this cloud and database is set to. */
	static Map<String, String> environment(Cloud cloud, String jdbcUrl) {
		return Map.of("SPRING_DATASOURCE_URL", jdbcUrl, "SPRING_DATASOURCE_USERNAME", "postgres",
				"SPRING_DATASOURCE_PASSWORD", "postgres", "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
				"AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_EVENTBRIDGE", cloud.eventBridge().toString(),
				"AWS_ENDPOINT_URL_SQS", cloud.sqs().toString());
	}

	/** Where the build puts a service's jar. */
	static Path jar(String name) {
		return Path.of("../%1$s/target/%1$s.jar".formatted(name));
	}

	/** Starts a service and waits until it is ready. */
	static ServiceProcess start(String name, Map<String, String> environment) {
		return start(name, UnpackedJar.of(name), environment);
	}

	static ServiceProcess start(String name, Path jar, Map<String, String> environment) {
		int port = freePort();
		Map<String, String> settings = new HashMap<>(environment);
		settings.put("SERVER_PORT", String.valueOf(port));
		try {
			Path log = Files.createDirectories(Path.of("target", "logs")).resolve(name + "-" + port + ".log");
			// The quick compiler alone: most of them are started anew before the other
			// would pay.
			ProcessBuilder builder = new ProcessBuilder(JAVA.toString(), "-Xmx256m", "-XX:+ExitOnOutOfMemoryError",
					"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
			builder.environment().putAll(settings);
			Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
			ServiceProcess service = new ServiceProcess(name, log, process, URI.create("http://127.0.0.1:" + port));
			service.awaitReadiness();
			return service;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitReadiness() {
		try {
			Awaitility.await(this.name + " ready, or see " + this.log)
				.atMost(Duration.ofMinutes(2))
				.failFast(this.name + " has ended, see " + this.log, () -> !this.process.isAlive())
				.ignoreExceptions()
				.until(() -> Http.get(uri("/actuator/health/readiness")).statusCode() == 200);
		}
		catch (RuntimeException ex) {
			this.process.destroyForcibly();
			throw ex;
		}
	}

	URI uri(String path) {
		return this.address.resolve(path);
	}

	/** What it has said so far. */
	List<String> log() {
		try {
			return Files.readAllLines(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The sum of a metric's series. */
	double metric(String metric) {
		return Http.get(uri("/actuator/prometheus"))
			.body()
			.lines()
			.filter((line) -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	@Override
	public String toString() {
		return "%s at port %d".formatted(this.name, this.address.getPort());
	}

	/** Ends it as an operator would, and fails if that takes too long. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
				throw new IllegalStateException(this.name + " did not stop within 30 s, see " + this.log);
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
