package io.orderflow.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that are deployed, the project's own and the one others have, against every
 * example of the contract.
 */
class DeployedPatternTests {

	private static final String OTHERS = "{\"source\":[\"demo.orders\"],\"detail\":{\"state\":[\"created\"]}}";

	static List<Arguments> patternsAndExamples() throws IOException {
		try (Stream<Path> examples = Files.list(Path.of("../contract/examples/valid"))) {
			return examples.sorted()
				.flatMap((example) -> Stream.of(Template.bundled().rules().get(0).pattern(), OTHERS)
					.map((pattern) -> Arguments.of(pattern, example)))
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("patternsAndExamples")
	void eachExampleMatchesUnlessItsStateOrSourceIsAnother(String pattern, Path example) throws Exception {
		String detail = Files.readString(example);
		assertThat(matches(pattern, "demo.orders", detail)).isTrue();
		assertThat(matches(pattern, "demo.returns", detail)).isFalse();
		String cancelled = detail.replace("\"state\": \"created\"", "\"state\": \"cancelled\"");
		assertThat(cancelled).isNotEqualTo(detail);
		assertThat(matches(pattern, "demo.orders", cancelled)).isFalse();
	}

	private static boolean matches(String pattern, String source, String detail) throws EntryException {
		EventBus bus = new EventBus("orders");
		bus.add(new Rule("rule", "orders", "arn", true, pattern, List.of()));
		PutEventsEntry entry = new PutEventsEntry(null, source, "OrderPlaced", detail, List.of(), "orders");
		return !bus.match(Envelope.of(entry, "eu-central-1", Clock.systemUTC()).json()).isEmpty();
	}

}
