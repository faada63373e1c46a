package io.orderflow.endtoend;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An instance of a packaged service, at the same port whenever it is started again.
 *
 * @param process not started at first
 * @param address where it answers
 */
record Service(SupervisedProcess process, URI address) {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	/**
	 * An instance that is not started yet.
	 * @param jar such as {@code order-api}
	 */
	static Service of(String jar, String name, String database, URI eventBridge, URI sqs) {
		URI address = URI.create("http://127.0.0.1:" + FreePort.find());
		Map<String, String> environment = Map.of("SERVER_PORT", String.valueOf(address.getPort()),
				"SPRING_DATASOURCE_URL", database, "SPRING_DATASOURCE_USERNAME", "postgres",
				"SPRING_DATASOURCE_PASSWORD", "postgres", "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
				"AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_EVENTBRIDGE", eventBridge.toString(),
				"AWS_ENDPOINT_URL_SQS", sqs.toString());
		return new Service(new SupervisedProcess(name,
				java("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", UnpackedJar.of(jar).toString()),
				environment, () -> Http.get(address.resolve("/actuator/health/readiness")).statusCode() == 200),
				address);
	}

	static List<String> java(String... arguments) {
		return Stream.concat(Stream.of(JAVA), Stream.of(arguments)).toList();
	}

	/** The sum of a metric's series; 0 where it does not answer. */
	double metric(String name) {
		try {
			return Http.get(this.address.resolve("/actuator/prometheus"))
				.body()
				.lines()
				.filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "))
				.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
				.sum();
		}
		catch (UncheckedIOException ex) {
			return 0;
		}
	}

}
