package io.orderflow.quickstart;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	@Test
	void withoutArgumentsDataIsKeptAndThePortsAreTheUsualOnes() {
		assertThat(Options.parse()).isEqualTo(new Options(false, false, false, false, 0, Path.of(".quickstart")));
	}

	@Test
	void everyOptionIsUnderstood() {
		assertThat(Options.parse("--fresh", "--demo", "--train", "--port-offset=1000", "--data=/tmp/a=b"))
			.isEqualTo(new Options(false, true, true, true, 1000, Path.of("/tmp/a=b")));
	}

	@Test
	void everyOptionOfTheHelpIsKnown() {
		List<String> documented = Options.helpText()
			.lines()
			.map(String::strip)
			.filter((line) -> line.startsWith("--"))
			.map((line) -> line.split(" ")[0].replace("=N", "=1"))
			.toList();
		assertThat(documented).hasSize(6);
		assertThat(Options.parse(documented.toArray(String[]::new)).help()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--frehs", "demo", "--port-offset", "--fresh=yes", "" })
	void anUnknownOptionIsNamed(String option) {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--demo", option))
			.withMessageContaining("Unknown option " + option);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-1", "50104", "99999999999" })
	void anOffsetThatGivesNoPortsIsNamed(String offset) {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--port-offset=" + offset))
			.withMessageContaining("--port-offset is " + offset + ";");
	}

}
