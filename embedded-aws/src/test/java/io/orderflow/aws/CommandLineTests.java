package io.orderflow.aws;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandLineTests {

	@Test
	void withoutArgumentsThePortsAreTheUsualOnes() {
		assertThat(CommandLine.parse())
			.isEqualTo(new CommandLine(false, new EmbeddedAwsOptions(4566, 9324, null, List.of(), "eu-central-1")));
	}

	@Test
	void everyOptionIsTaken() {
		assertThat(CommandLine.parse("--help", "--eventbridge-port=0", "--sqs-port=1", "--data=d=1", "--template=a",
				"--template=b", "--region=us-east-1", "--archive=64"))
			.isEqualTo(new CommandLine(true, new EmbeddedAwsOptions(0, 1, Path.of("d=1"),
					List.of(Path.of("a"), Path.of("b")), "us-east-1", 64)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=1", "--data", "--data=", "data", "--sqs-port=x", "--sqs-port=70000",
			"--archive=all", "--help=yes" })
	void whatIsWrongIsNamed(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse(argument))
			.withMessageContaining(argument.replaceAll("[^0-9]*(70000)", "$1"));
	}

}
