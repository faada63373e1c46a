package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import software.amazon.awssdk.services.sqs.SqsClient;

import org.springframework.util.FileSystemUtils;

/**
 * All of Orderflow as processes, with new data in {@code target/crash}.
 */
final class CrashSite implements AutoCloseable {

	final KillablePostgres postgres;

	final SupervisedProcess aws;

	final List<Service> apis;

	final List<Service> workers;

	final Queues queues;

	/** Does not start anything. */
	CrashSite(Scenario scenario) {
		Path folder = Path.of("target", "crash", scenario.name());
		this.postgres = new KillablePostgres("postgres", emptied(folder).resolve("postgres"));
		URI eventBridge = URI.create("http://127.0.0.1:" + FreePort.find());
		URI sqs = URI.create("http://127.0.0.1:" + FreePort.find());
		this.aws = new SupervisedProcess("aws",
				Service.java("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-jar",
						"../embedded-aws/target/embedded-aws-exec.jar", "--eventbridge-port=" + eventBridge.getPort(),
						"--sqs-port=" + sqs.getPort(), "--data=" + folder.resolve("aws"),
						"--template=" + impatient(folder)),
				Map.of(), () -> Http.get(eventBridge.resolve("/")).statusCode() > 0);
		this.apis = instances(scenario.apis(), "order-api", "orders", eventBridge, sqs);
		this.workers = instances(scenario.workers(), "invoice-worker", "invoices", eventBridge, sqs);
		this.queues = new Queues(AwsClients.configure(SqsClient.builder(), sqs).build());
	}

	/** Starts all of it and waits until it is ready. */
	void start() {
		this.postgres.process().startAndAwait();
		this.aws.startAndAwait();
		services().forEach((service) -> service.process().start());
		awaitReady();
	}

	/** Waits until each process answers. */
	void awaitReady() {
		processes().forEach(SupervisedProcess::awaitReady);
	}

	private static Path emptied(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
			return Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The template with a shorter visibility timeout, so that what a killed worker held
	 * comes again soon, and some of what a slow one holds.
	 */
	private static Path impatient(Path folder) {
		try {
			String template = Files.readString(Path.of("../infrastructure/messaging.yaml"));
			String impatient = template.replace("VisibilityTimeout: 60", "VisibilityTimeout: 10");
			if (impatient.equals(template)) {
				throw new IllegalStateException("messaging.yaml has no VisibilityTimeout of 60 s to be shortened");
			}
			return Files.writeString(folder.resolve("messaging.yaml"), impatient);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<Service> instances(int count, String jar, String database, URI eventBridge, URI sqs) {
		return IntStream.rangeClosed(1, count)
			.mapToObj((number) -> Service.of(jar, jar + "-" + number, this.postgres.url(database), eventBridge, sqs))
			.toList();
	}

	private Stream<Service> services() {
		return Stream.concat(this.apis.stream(), this.workers.stream());
	}

	/** Whatever can be killed. */
	List<SupervisedProcess> processes() {
		List<SupervisedProcess> processes = new ArrayList<>(List.of(this.postgres.process(), this.aws));
		services().map(Service::process).forEach(processes::add);
		return processes;
	}

	@Override
	public void close() {
		services().forEach((service) -> service.process().close());
		this.queues.close();
		this.aws.close();
		this.postgres.close();
	}

}
