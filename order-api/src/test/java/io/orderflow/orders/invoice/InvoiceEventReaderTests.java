package io.orderflow.orders.invoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InvoiceEventReaderTests {

	private final InvoiceEventReader reader = new InvoiceEventReader(new JsonMapper());

	static Stream<Path> valid() throws IOException {
		return examples("valid");
	}

	static Stream<Path> broken() throws IOException {
		return examples("broken");
	}

	private static Stream<Path> examples(String folder) throws IOException {
		return Stream.concat(Files.list(Path.of("../contract/examples/invoice-issued").resolve(folder)),
				Files.list(Path.of("../contract/examples/credit-note-issued").resolve(folder)));
	}

	@Test
	void theLogNamesWhatAMessageThatCannotBeReadIsAbout() {
		String order = "0199c0de-0000-7000-8000-000000000001";
		String event = "0199c0de-0000-7000-8000-000000000002";
		assertThat(this.reader.ids("""
				{"detail":{"orderId":"%s","eventId":"%s","number":7,
				"trace":{"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}}}""".formatted(order,
				event)))
			.isEqualTo(Map.of("order.id", order, "event.id", event, "trace.id", "4bf92f3577b34da6a3ce929d0e0e4736"));
		assertThat(this.reader.ids("{\"detail\":{\"orderId\":\"Ada\",\"eventId\":7}}")).isEmpty();
		assertThat(this.reader.ids("not JSON")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("valid")
	void takesAValidExample(Path example) throws IOException {
		IssuedInvoice invoice = this.reader.read(InvoiceEvents.envelope(example)).invoice();

		assertThat(invoice.creditNote()).isEqualTo(example.toString().contains("credit-note"));
		assertThat(invoice.number()).isEqualTo(invoice.creditNote() ? "C2026-000001" : "2026-000001");
		assertThat(invoice.orderId()).hasToString("0199c0de-0000-7000-8000-000000000001");
		assertThat(invoice.issuedAt())
			.isEqualTo(invoice.creditNote() ? "2026-11-24T09:00:01.623456Z" : "2026-11-23T10:15:30.623456Z");
	}

	@ParameterizedTest
	@MethodSource("broken")
	void refusesABrokenExample(Path example) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.read(InvoiceEvents.envelope(example)))
			.withMessageContaining("must");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "{\"detail\":{}}", "{\"source\":\"demo.orders\",\"detail\":{}}" })
	void refusesWhatIsNoSuchEvent(String body) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.read(body));
	}

	@Test
	void refusesADayThatIsNone() throws IOException {
		String body = InvoiceEvents.envelope(valid().findFirst().orElseThrow()).replace("2026-11-23T", "2026-02-30T");

		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.read(body)).withMessageContaining("issuedAt");
	}

}
