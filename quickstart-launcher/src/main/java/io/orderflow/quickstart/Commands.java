package io.orderflow.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the programs are called, seen from the repository, which is the working directory.
 */
final class Commands {

	static final Path DEMO_TEMPLATE = Path.of("quickstart-launcher/demo-events.yaml");

	private static final Path TEMPLATE = Path.of("infrastructure/messaging.yaml");

	private static final String REGION = "eu-central-1";

	/** To be up soon counts for more here than speed under load. */
	private static final String QUICK = "-XX:TieredStopAtLevel=1";

	private static final List<String> SMALL = List.of("-Xmx448m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC");

	private final Ports ports;

	private final boolean training;

	/**
	 * @param training whether the services are to write their {@link AotCache}
	 */
	Commands(Ports ports, boolean training) {
		this.ports = ports;
		this.training = training;
	}

	/** ElasticMQ spends its time collecting garbage with less than 512 MB. */
	List<String> aws(Path data, boolean demo) {
		List<String> command = java(List.of("-Xmx512m", QUICK), Path.of("embedded-aws/target/embedded-aws-exec.jar"));
		command.addAll(List.of("--eventbridge-port=" + this.ports.eventBridge(), "--sqs-port=" + this.ports.sqs(),
				"--data=" + data, "--region=" + REGION, "--template=" + TEMPLATE));
		if (demo) {
			command.add("--template=" + DEMO_TEMPLATE);
		}
		return command;
	}

	List<String> service(AotCache cache) {
		List<String> options = new ArrayList<>(SMALL);
		if (this.training) {
			// With the second compiler: without it there are no profiles.
			options.add("-XX:AOTCacheOutput=" + cache.unfinished());
			return java(options, cache.jar());
		}
		options.add(QUICK);
		if (cache.isUsable()) {
			options.add("-XX:AOTCache=" + cache.file());
			return java(options, cache.jar());
		}
		return java(options, cache.original());
	}

	static List<String> extract(AotCache cache) {
		List<String> command = java(List.of("-Djarmode=tools"), cache.original());
		command.addAll(List.of("extract", "--destination", cache.folder().toString()));
		return command;
	}

	Map<String, String> environment(String database, int port) {
		return Map.ofEntries(Map.entry("SERVER_PORT", String.valueOf(port)),
				Map.entry("SPRING_DATASOURCE_URL", jdbcUrl(database)),
				Map.entry("ORDERS_INVOICESURL", "http://localhost:" + this.ports.invoiceWorker()),
				Map.entry("SPRING_DATASOURCE_USERNAME", database), Map.entry("SPRING_DATASOURCE_PASSWORD", database),
				Map.entry("SPRING_MAIN_BANNER_MODE", "off"), Map.entry("SPRING_OUTPUT_ANSI_ENABLED", "never"),
				// Leaves time for the others to stop.
				Map.entry("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "2s"), Map.entry("AWS_REGION", REGION),
				Map.entry("AWS_ACCESS_KEY_ID", "test"), Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
				Map.entry("AWS_ENDPOINT_URL_EVENTBRIDGE", "http://127.0.0.1:" + this.ports.eventBridge()),
				Map.entry("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:" + this.ports.sqs()));
	}

	String jdbcUrl(String database) {
		return "jdbc:postgresql://localhost:%s/%s".formatted(this.ports.postgres(), database);
	}

	private static List<String> java(List<String> memory, Path jar) {
		if (!Files.exists(jar)) {
			throw new NotStartedException("%s is missing; ./quickstart builds it".formatted(jar.toAbsolutePath()));
		}
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(memory);
		// What they write is read as UTF-8, whatever the locale.
		command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-jar", jar.toString()));
		return command;
	}

}
