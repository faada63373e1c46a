package io.orderflow.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The rules that are deployed, the project's own and the one others have, against every
 * example of the contract: each event gets to the rules that are meant for it, and to no
 * other.
 */
class DeployedPatternTests {

	private static final Rule OTHERS = new Rule("others", "orders", "arn", true,
			"{\"source\":[\"demo.orders\"],\"detail\":{\"state\":[\"created\"]}}", List.of());

	private static final Rule AUDIT = Template.read(Path.of("../infrastructure/examples/audit.yaml")).rules().get(0);

	private static final List<Rule> RULES = Stream.concat(Template.bundled().rules().stream(), Stream.of(OTHERS, AUDIT))
		.toList();

	static List<Arguments> events() {
		return List.of(
				arguments("valid", "demo.orders", "OrderPlaced", Set.of("invoices-order-placed", "others"), "state"),
				arguments("order-cancelled/valid", "demo.orders", "OrderCancelled", Set.of("invoices-order-cancelled"),
						"state"),
				arguments("invoice-issued/valid", "demo.invoices", "InvoiceIssued",
						Set.of("order-updates-invoice-issued"), null),
				arguments("credit-note-issued/valid", "demo.invoices", "CreditNoteIssued",
						Set.of("order-updates-invoice-issued"), null));
	}

	@ParameterizedTest
	@MethodSource("events")
	void eachExampleMatchesTheRulesThatAreMeantForItUnlessItsSourceTypeOrStateIsAnother(String examples, String source,
			String detailType, Set<String> rules, String state) throws Exception {
		for (String detail : examples(examples)) {
			assertThat(matching(source, detailType, detail)).isEqualTo(rules);
			assertThat(matching("demo.returns", detailType, detail)).isEmpty();
			// The rule that others have asks for no type.
			assertThat(matching(source, "OrderReturned", detail)).isSubsetOf("others");
			if (state != null) {
				String another = detail.replaceAll("(\"state\"\\s*:\\s*\")[a-z]+", "$1returned");
				assertThat(another).isNotEqualTo(detail);
				assertThat(matching(source, detailType, another)).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "EUR, 0, false", "EUR, 99999, false", "EUR, 100000, true", "EUR, 100001, true",
			"EUR, 5000000000, true", "USD, 100000, false" })
	void anOrderOfAThousandEurosOrMoreIsAudited(String currency, long grossMinor, boolean audited) throws Exception {
		String detail = read(Path.of("../contract/examples/valid/order-placed.json"))
			.replaceAll("(\"grossMinor\"\\s*:\\s*)[0-9]+", "$1" + grossMinor)
			.replace("\"EUR\"", '"' + currency + '"');
		assertThat(detail).contains("\"grossMinor\": " + grossMinor, currency);
		assertThat(matching("demo.orders", "OrderPlaced", detail).contains(AUDIT.name())).isEqualTo(audited);
		assertThat(matching("demo.orders", "OrderCancelled", detail)).doesNotContain(AUDIT.name());
		assertThat(matching("demo.orders", "OrderPlaced", detail.replace("\"created\"", "\"cancelled\"")))
			.doesNotContain(AUDIT.name());
	}

	@Test
	void noRuleIsLeftOut() {
		Stream<?> meant = events().stream().flatMap((event) -> ((Set<?>) event.get()[3]).stream());
		assertThat(Stream.concat(meant, Stream.of(AUDIT.name())).collect(Collectors.toSet()))
			.isEqualTo(RULES.stream().map(Rule::name).collect(Collectors.toSet()));
	}

	private static List<String> examples(String folder) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("../contract/examples").resolve(folder))) {
			List<Path> sorted = files.sorted().toList();
			assertThat(sorted).isNotEmpty();
			return sorted.stream().map(DeployedPatternTests::read).toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> matching(String source, String detailType, String detail) throws EntryException {
		EventBus bus = new EventBus("orders");
		RULES.forEach(bus::add);
		PutEventsEntry entry = new PutEventsEntry(null, source, detailType, detail, List.of(), "orders");
		return bus.match(Envelope.of(entry, "eu-central-1", Clock.systemUTC()).json())
			.stream()
			.map(Rule::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
