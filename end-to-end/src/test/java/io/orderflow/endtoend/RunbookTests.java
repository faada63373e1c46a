package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever is sent to the runbook finds the section there.
 */
class RunbookTests {

	private static final Path RUNBOOK = Path.of("../RUNBOOK.md");

	private static final Pattern REFERENCE = Pattern.compile("(?:RUNBOOK\\.md#|Runbook: )([a-z-]+)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	@ParameterizedTest
	@ValueSource(strings = { "observability/prometheus/orderflow.rules.yaml",
			"observability/grafana/dashboards/orderflow.json", "observability/METRICS.md",
			"infrastructure/alarms.yaml" })
	void everySectionThatIsReferredToIsThere(String file) throws IOException {
		Set<String> references = REFERENCE.matcher(Files.readString(Path.of("..", file)))
			.results()
			.map((reference) -> reference.group(1))
			.collect(Collectors.toSet());
		assertThat(references).isNotEmpty();
		assertThat(sections()).containsAll(references);
	}

	/** The anchors that GitHub gives the headings. */
	private static Set<String> sections() throws IOException {
		return HEADING.matcher(Files.readString(RUNBOOK))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

}
