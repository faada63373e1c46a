package io.orderflow.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTests {

	private static final String BEGIN = "```java\n";

	@Test
	void itBeginsWithTheServiceOfTheSampleAsTheBuildRunsIt() throws IOException {
		String readme = Files.readString(Path.of("README.md"));
		int begin = readme.indexOf(BEGIN) + BEGIN.length();
		String sample = Files.readString(Path.of("src/it/parcels/src/main/java/com/example/parcels/Parcels.java"));
		assertThat(unindented(readme.substring(begin, readme.indexOf("```", begin))))
			.isEqualTo(unindented(sample.substring(sample.indexOf("@SpringBootApplication\n"))));
	}

	private static List<String> unindented(String code) {
		return code.strip().lines().map(String::strip).toList();
	}

}
