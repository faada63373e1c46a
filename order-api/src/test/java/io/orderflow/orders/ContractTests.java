package io.orderflow.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContractTests {

	private static final Path CONTRACT = Path.of("../contract");

	/** Wrong in what a schema cannot say. */
	private static final Set<String> NOT_FOR_SCHEMAS = Set.of("totals-do-not-add-up.json",
			"totals-not-those-of-the-lines.json", "minor-units-not-the-gross.json", "quantity-zero.json",
			"exchange-rate-zero.json", "exchange-rate-to-the-same-currency.json", "line-twice.json",
			"issued-at-no-time.json");

	static Stream<Arguments> valid() {
		return examples("valid");
	}

	static Stream<Arguments> broken() {
		return examples("broken");
	}

	private static Stream<Arguments> examples(String folder) {
		return Map
			.of("order-placed", "", "order-cancelled", "order-cancelled", "invoice-issued", "invoice-issued",
					"credit-note-issued", "credit-note-issued")
			.entrySet()
			.stream()
			.flatMap((event) -> files(CONTRACT.resolve("examples").resolve(event.getValue()).resolve(folder))
				.map((example) -> Arguments.of(event.getKey(), example)));
	}

	private static Stream<Path> files(Path folder) {
		try {
			return Files.list(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("valid")
	void aValidExampleFitsTheSchema(String event, Path example) throws IOException {
		assertThat(errors(event, example)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("broken")
	void aBrokenExampleDoesNotFitUnlessASchemaCannotTell(String event, Path example) throws IOException {
		assertThat(errors(event, example).isEmpty())
			.isEqualTo(NOT_FOR_SCHEMAS.contains(example.getFileName().toString()));
	}

	private static List<Error> errors(String event, Path example) throws IOException {
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(Files.readString(CONTRACT.resolve(event + ".schema.json")), InputFormat.JSON)
			.validate(Files.readString(example), InputFormat.JSON);
	}

}
