package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Prometheus as Debian packages it, with the configuration of {@code observability},
 * but for the addresses and an interval of a second. It logs into {@code target/logs}.
 */
class PrometheusProcess implements AutoCloseable {

	static final Path CONFIGURATION = Path.of("../observability/prometheus");

	private static final Path PROGRAM = Path.of("/usr/bin/prometheus");

	private static final Path LOG = Path.of("target", "logs", "prometheus.log");

	private final Path folder;

	private final URI address;

	private final Process process;

	PrometheusProcess(Pipeline pipeline) throws IOException {
		this.folder = Files.createTempDirectory("prometheus");
		this.address = URI.create("http://127.0.0.1:" + ServiceProcess.freePort());
		FileSystemUtils.copyRecursively(CONFIGURATION, this.folder);
		Path configuration = this.folder.resolve("prometheus.yml");
		Files.writeString(configuration,
				replaced(Files.readString(configuration),
						Map.of("order-api:8080", pipeline.api.uri("/").getAuthority(), "invoice-worker:8081",
								pipeline.worker.uri("/").getAuthority(), "localhost:9090", this.address.getAuthority(),
								"_interval: 15s", "_interval: 1s")));
		Files.createDirectories(LOG.getParent());
		this.process = new ProcessBuilder(PROGRAM.toString(), "--config.file=" + configuration,
				"--storage.tsdb.path=" + this.folder.resolve("data"),
				"--web.listen-address=" + this.address.getAuthority())
			.redirectErrorStream(true)
			.redirectOutput(LOG.toFile())
			.start();
		try {
			Awaitility.await("Prometheus ready, or see " + LOG)
				.atMost(Duration.ofMinutes(1))
				.failFast("Prometheus has ended, see " + LOG, () -> !this.process.isAlive())
				.ignoreExceptions()
				.until(() -> Http.get(this.address.resolve("/-/ready")).statusCode() == 200);
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	static boolean isInstalled() {
		return Files.isExecutable(PROGRAM);
	}

	private static String replaced(String text, Map<String, String> changes) {
		for (Map.Entry<String, String> change : changes.entrySet()) {
			assertThat(text).contains(change.getKey());
			text = text.replace(change.getKey(), change.getValue());
		}
		return text;
	}

	/**
	 * The values of a query at this moment.
	 * @throws AssertionError if Prometheus refuses it
	 */
	List<Double> values(String query) {
		return get("query?query=" + encode(query)).get("result")
			.valueStream()
			.map((sample) -> Double.valueOf(sample.at("/value/1").asString().replace("Inf", "Infinity")))
			.toList();
	}

	/** The rules that are loaded, recording ones and alerts. */
	List<JsonNode> rules() {
		return get("rules").get("groups").valueStream().flatMap((group) -> group.get("rules").valueStream()).toList();
	}

	/** The labels of all series that a selector matches. */
	List<JsonNode> series(String selector) {
		return get("series?match%5B%5D=" + encode(selector)).valueStream().toList();
	}

	private JsonNode get(String path) {
		JsonNode answer = Pipeline.JSON.readTree(Http.get(this.address.resolve("/api/v1/" + path)).body());
		assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("success");
		return answer.get("data");
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
