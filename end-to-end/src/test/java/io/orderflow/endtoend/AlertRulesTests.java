package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus's own tool says of its configuration and rules, and the rules' tests.
 * Debian has it in its package prometheus.
 */
@EnabledIf(value = "isInstalled", disabledReason = "There is no promtool here: install the package prometheus")
class AlertRulesTests {

	private static final Path PROGRAM = Path.of("/usr/bin/promtool");

	static boolean isInstalled() {
		return Files.isExecutable(PROGRAM);
	}

	@Test
	void theConfigurationIsValid() throws Exception {
		promtool("check", "config", "prometheus.yml");
	}

	@Test
	void theRulesAreValidAndNoneIsThereTwice() throws Exception {
		promtool("check", "rules", "--lint=all", "--lint-fatal", "orderflow.rules.yaml");
	}

	@Test
	void eachAlertFiresWhenItShouldAndElseDoesNot() throws Exception {
		promtool("test", "rules", "orderflow.rules.test.yaml");
	}

	private static void promtool(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(PrometheusProcess.CONFIGURATION.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

}
