package io.orderflow.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing breaks those who know the contract as it was released.
 */
class ReleasedTests {

	private static final Path RELEASED = Path.of("released");

	@Test
	void everyEventCanStillBeRead() throws IOException {
		List<String> breaks = new ArrayList<>();
		for (String schema : released(".schema.json")) {
			if (Files.notExists(Path.of(schema))) {
				breaks.add(schema + ": is gone");
				continue;
			}
			JsonNode was = json(RELEASED.resolve(schema));
			JsonNode is = json(Path.of(schema));
			breaks.addAll(SchemaBreaks.sent(schema, Inlined.of(was, was), Inlined.of(is, is)));
		}
		assertThat(breaks).isEmpty();
	}

	/** Their rules have the bus, source and detail-type. */
	@Test
	void everyRuleStillMatches() {
		JsonNode was = new YAMLMapper().readTree(RELEASED.resolve("asyncapi.yaml"));
		JsonNode is = new YAMLMapper().readTree(Path.of("asyncapi.yaml"));
		assertThat(is.at("/channels/bus/address")).isEqualTo(was.at("/channels/bus/address"));
		was.at("/components/messages").properties().forEach((message) -> {
			JsonNode payload = is.at("/components/messages").path(message.getKey()).path("payload");
			assertThat(payload).as(message.getKey()).isEqualTo(message.getValue().get("payload"));
		});
	}

	@Test
	void everyClientCanStillAskAndReadTheAnswer() throws IOException {
		List<String> breaks = new ArrayList<>();
		for (String document : released(".openapi.json")) {
			OpenApiBreaks.of(json(RELEASED.resolve(document)), json(Path.of(document)))
				.forEach((each) -> breaks.add(document + " " + each));
		}
		assertThat(breaks).isEmpty();
	}

	private static List<String> released(String ending) throws IOException {
		try (Stream<Path> files = Files.list(RELEASED)) {
			List<String> names = files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(ending))
				.sorted()
				.toList();
			assertThat(names).isNotEmpty();
			return names;
		}
	}

	private static JsonNode json(Path file) {
		return JsonMapper.shared().readTree(file);
	}

}
