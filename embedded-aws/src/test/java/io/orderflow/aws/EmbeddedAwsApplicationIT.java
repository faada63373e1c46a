package io.orderflow.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar as a process.
 */
class EmbeddedAwsApplicationIT {

	private static final Pattern READY = Pattern.compile("Ready: EventBridge (\\S+), SQS (\\S+)");

	@TempDir
	private Path directory;

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void stop() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@Test
	void noAnsweredEventIsLostWhenTheProcessIsKilledInTheMidstOfCalls() throws Exception {
		Process first = java("--eventbridge-port=0", "--sqs-port=0", "--data=" + this.directory);
		Set<String> answered = ConcurrentHashMap.newKeySet();
		CountDownLatch someAnswered = new CountDownLatch(50);
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try (Clients clients = ready(first)) {
			for (int i = 0; i < 4; i++) {
				callers.submit(() -> {
					while (true) {
						// Fails when the process is killed, and so ends.
						putTen(clients).forEach(answered::add);
						someAnswered.countDown();
					}
				});
			}
			assertThat(someAnswered.await(1, TimeUnit.MINUTES)).isTrue();
			first.destroyForcibly().waitFor();
			callers.shutdown();
			assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		}
		Process second = java("--eventbridge-port=0", "--sqs-port=0", "--data=" + this.directory);
		try (Clients clients = ready(second)) {
			assertThat(clients.receive("invoices"))
				.extracting((message) -> message.body().replaceFirst(".*?\"id\":\"([^\"]*).*", "$1"))
				.doesNotHaveDuplicates()
				.containsAll(answered);
			assertThat(answered).hasSizeGreaterThanOrEqualTo(500);
		}
	}

	private static List<String> putTen(Clients clients) {
		PutEventsRequestEntry[] ten = new PutEventsRequestEntry[10];
		Arrays.fill(ten, Clients.orderPlaced("{\"state\":\"created\"}"));
		return clients.put(ten).entries().stream().map(PutEventsResultEntry::eventId).toList();
	}

	@Test
	void aPortInUseIsNamed() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Process process = java("--eventbridge-port=0", "--sqs-port=" + taken.getLocalPort());
			assertThat(outputOf(process))
				.contains("Port " + taken.getLocalPort() + " on 127.0.0.1, for SQS, is in use");
			assertThat(process.exitValue()).isOne();
		}
	}

	@Test
	void aDataDirectoryInUseByAnotherProcessIsNamedAndThatOneStopsInTime() throws Exception {
		Process first = java("--eventbridge-port=0", "--sqs-port=0", "--data=" + this.directory);
		ready(first).close();
		Process second = java("--eventbridge-port=0", "--sqs-port=0", "--data=" + this.directory);
		assertThat(outputOf(second)).contains("The messages in " + this.directory + " cannot be opened");
		assertThat(second.exitValue()).isOne();
		first.destroy();
		assertThat(first.waitFor(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aTemplateThatIsNotThereIsNamed() throws Exception {
		Process process = java("--template=" + this.directory.resolve("missing.yaml"));
		assertThat(outputOf(process)).contains("missing.yaml cannot be read");
		assertThat(process.exitValue()).isOne();
	}

	@Test
	void anUnknownOptionIsNamedAndHelpIsNotAnError() throws Exception {
		Process unknown = java("--sqsport=1");
		assertThat(outputOf(unknown)).contains("Unknown option --sqsport=1", "--sqs-port=PORT");
		assertThat(unknown.exitValue()).isEqualTo(2);
		Process help = java("--help");
		assertThat(outputOf(help)).contains("--sqs-port=PORT");
		assertThat(help.exitValue()).isZero();
	}

	private Process java(String... args) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8",
						"-jar", "target/embedded-aws-exec.jar"));
		command.addAll(List.of(args));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.processes.add(process);
		return process;
	}

	private static Clients ready(Process process) throws IOException {
		BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			Matcher ready = READY.matcher(line);
			if (ready.matches()) {
				return Clients.of(URI.create(ready.group(1)), URI.create(ready.group(2)));
			}
		}
		throw new AssertionError("The process ended before it was ready");
	}

	private static String outputOf(Process process) throws IOException, InterruptedException {
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		return output;
	}

}
