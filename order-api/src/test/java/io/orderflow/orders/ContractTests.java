package io.orderflow.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContractTests {

	private static final Path CONTRACT = Path.of("../contract");

	/** Wrong in what a schema cannot say. */
	private static final Set<String> WRONG_SUMS = Set.of("totals-do-not-add-up.json",
			"totals-not-those-of-the-lines.json", "minor-units-not-the-gross.json", "quantity-zero.json");

	static Stream<Path> valid() throws IOException {
		return Files.list(CONTRACT.resolve("examples/valid"));
	}

	static Stream<Path> broken() throws IOException {
		return Files.list(CONTRACT.resolve("examples/broken"));
	}

	@ParameterizedTest
	@MethodSource("valid")
	void aValidExampleFitsTheSchema(Path example) throws IOException {
		assertThat(errors(example)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("broken")
	void aBrokenExampleDoesNotFitUnlessItsSumsAloneAreWrong(Path example) throws IOException {
		assertThat(errors(example).isEmpty()).isEqualTo(WRONG_SUMS.contains(example.getFileName().toString()));
	}

	private static List<Error> errors(Path example) throws IOException {
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(Files.readString(CONTRACT.resolve("order-placed.schema.json")), InputFormat.JSON)
			.validate(Files.readString(example), InputFormat.JSON);
	}

}
