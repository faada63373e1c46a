package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * With shells as the children.
 */
class ChildProcessTests {

	private static final String UNTIL_TOLD = "while :; do sleep 0.05; done";

	private final LogBuffer buffer = new LogBuffer();

	private final List<String> deaths = Collections.synchronizedList(new ArrayList<>());

	private final Leash leash = Leash.start();

	@AfterEach
	void letGo() {
		this.leash.stop();
	}

	@Test
	void itsOutputIsInTheLogUnderItsName() {
		start("aws", "echo out; echo err >&2");
		await().untilAsserted(
				() -> assertThat(this.buffer.lines()).containsExactly("aws            | out", "aws            | err"));
	}

	@Test
	void whatItWritesWhileItStopsIsInTheLog() {
		ChildProcess child = start("aws", "trap 'echo bye; exit 0' TERM; echo up; " + UNTIL_TOLD);
		await().until(() -> this.buffer.lines().size() == 1);
		child.stop();
		assertThat(this.buffer.lines()).last().isEqualTo("aws            | bye");
		assertThat(this.deaths).isEmpty();
	}

	@Test
	void oneThatDoesNotStopIsKilled() {
		ChildProcess child = start("aws", "trap '' TERM; echo up; " + UNTIL_TOLD);
		await().until(() -> this.buffer.lines().size() == 1);
		child.stop();
		assertThat(this.buffer.lines()).last().asString().endsWith("aws did not stop within 1000 ms: killed");
		assertThat(ProcessHandle.current().children()).noneMatch((process) -> commandLine(process).contains("echo up"));
	}

	@Test
	void oneThatEndsByItselfIsNamedWithItsExitCode() {
		start("order-api", "exit 3");
		await()
			.untilAsserted(() -> assertThat(this.deaths).containsExactly("order-api ended by itself with exit code 3"));
	}

	@Test
	void oneThatWasStoppedIsNotStartedAnyMore() {
		ChildProcess child = child("aws", "echo up");
		child.stop();
		child.start(this.leash, this.deaths::add);
		assertThat(ProcessHandle.current().children()).noneMatch((process) -> commandLine(process).contains("echo up"));
		assertThat(this.buffer.lines()).isEmpty();
	}

	@Test
	void aProgramThatIsNotThereIsNamed() {
		ChildProcess child = new ChildProcess("aws", List.of("/no/such/java"), Map.of(), Duration.ofSeconds(1),
				this.buffer.log);
		assertThatExceptionOfType(NotStartedException.class).isThrownBy(() -> child.start(this.leash, this.deaths::add))
			.withMessageContaining("aws could not be started")
			.withMessageContaining("/no/such/java");
	}

	@Test
	void programsAreStoppedInTheGivenOrderEvenIfOneFails(@TempDir Path folder) throws IOException {
		Path stopped = folder.resolve("stopped");
		List<ChildProcess> children = List.of("order-api", "invoice-worker", "aws")
			.stream()
			.map((name) -> start(name,
					"trap 'echo %s >> %s; exit 0' TERM; echo up; %s".formatted(name, stopped, UNTIL_TOLD)))
			.toList();
		await().until(() -> this.buffer.lines().size() == 3);
		Part failing = () -> {
			throw new IllegalStateException("cannot");
		};
		Shutdown shutdown = new Shutdown(this.buffer.log, children.get(0), failing, children.get(1), children.get(2));
		assertThat(shutdown.begun()).isFalse();
		shutdown.run();
		assertThat(shutdown.begun()).isTrue();
		assertThat(Files.readAllLines(stopped)).containsExactly("order-api", "invoice-worker", "aws");
		assertThat(this.buffer.lines()).anyMatch((line) -> line.contains("Stopping failed") && line.contains("cannot"));
	}

	private ChildProcess start(String name, String script) {
		ChildProcess child = child(name, script);
		child.start(this.leash, this.deaths::add);
		return child;
	}

	private ChildProcess child(String name, String script) {
		return new ChildProcess(name, List.of("sh", "-c", script), Map.of(), Duration.ofSeconds(1), this.buffer.log);
	}

	private static String commandLine(ProcessHandle process) {
		return process.info().commandLine().orElse("");
	}

}
