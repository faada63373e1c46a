package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SCALING.md says what was measured, and what follows from it.
 */
@EnabledIf(value = "isInstalled", disabledReason = "There is no python3 here")
class ScalingTests {

	private static final Path PROGRAM = Path.of("/usr/bin/python3");

	static boolean isInstalled() {
		return Files.isExecutable(PROGRAM);
	}

	@Test
	void theTablesAreThoseOfTheResults() throws Exception {
		assertThat(check(Path.of("../SCALING.md"))).isEmpty();
	}

	@Test
	void aNumberThatIsAnotherIsFound(@TempDir Path directory) throws Exception {
		String document = Files.readString(Path.of("../SCALING.md"));
		String changed = document.replaceFirst("(?m)^(\\| \\*\\*together\\*\\* \\| \\*\\*)", "$19");
		assertThat(changed).isNotEqualTo(document);

		assertThat(check(Files.writeString(directory.resolve("SCALING.md"), changed)))
			.contains("SCALING.md is not what benchmark/results says")
			.contains("**together**");
	}

	/** What is wrong with a document. */
	private static String check(Path document) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(List.of(PROGRAM.toString(), "-B", "../benchmark/scaling", "--check",
				"--document=" + document.toAbsolutePath()))
			.redirectErrorStream(true)
			.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor() == 0).as(said).isEqualTo(said.isEmpty());
		return said;
	}

}
