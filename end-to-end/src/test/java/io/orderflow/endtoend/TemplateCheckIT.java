package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code end-to-end/template-check}: the CloudFormation templates by cfn-lint, parliament
 * and moto. Skipped where there is no Python that can make an environment of its own, or
 * where the three cannot be installed.
 */
class TemplateCheckIT {

	/** What it ends with where it could not install its tools. */
	private static final int NOT_INSTALLED = 3;

	@Test
	void nothingIsWrongWithTheTemplatesAsFarAsCanBeToldWithoutAnAccount() throws Exception {
		Assumptions.assumeTrue(run("python3", "-c", "import venv, ensurepip").exit() == 0,
				"There is no python3 with venv here");
		Ended check = run("./template-check");
		System.out.println(check.output());
		Assumptions.assumeTrue(check.exit() != NOT_INSTALLED, "Its tools cannot be installed here");
		assertThat(check.exit()).as(check.output()).isZero();
	}

	private static Ended run(String... command) throws InterruptedException {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Ended(process.waitFor(), output);
		}
		catch (IOException ex) {
			return new Ended(-1, ex.getMessage());
		}
	}

	private record Ended(int exit, String output) {
	}

}
