package io.orderflow.invoices.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.orderflow.invoices.Events;
import io.orderflow.invoices.invoice.InvoiceLine;
import io.orderflow.invoices.invoice.VatCategory;
import io.orderflow.invoices.invoice.VatSubtotal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class OrderEventReaderTest {

	private static final UUID ORDER = UUID.fromString("0199c0de-0000-7000-8000-000000000001");

	private static final Map<String, Reason> REASONS = Map.of("another-schema-version", Reason.UNSUPPORTED_VERSION,
			"no-schema-version", Reason.UNSUPPORTED_VERSION, "another-state", Reason.WRONG_EVENT,
			"totals-do-not-add-up", Reason.TOTALS_MISMATCH, "totals-not-those-of-the-lines", Reason.TOTALS_MISMATCH,
			"minor-units-not-the-gross", Reason.TOTALS_MISMATCH);

	private final OrderEventReader reader = new OrderEventReader();

	static List<Path> valid() {
		return Events.examples("valid");
	}

	static List<Path> broken() {
		return Events.examples("broken");
	}

	@ParameterizedTest
	@MethodSource("valid")
	void everyValidExampleOfTheContractIsRead(Path example) {
		assertThat(placed(example).draft().lines()).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("broken")
	void everyBrokenExampleOfTheContractIsRefusedWithItsReason(Path example) {
		String name = example.getFileName().toString().replace(".json", "");

		assertThat(refusal(Events.envelopeOf(example)).reason())
			.isEqualTo(REASONS.getOrDefault(name, Reason.INVALID_CONTENT));
	}

	@Test
	void theLeastAnOrderCanHoldGetsItsDefaults() {
		InvoiceLine line = placed(Path.of("../contract/examples/valid/least-it-can-hold.json")).draft().lines().get(0);

		assertThat(line.unit()).isEqualTo("C62");
		assertThat(line.vatCategory()).isEqualTo(VatCategory.Z);
	}

	@Test
	void severalRatesMakeOneSubtotalEach() {
		List<VatSubtotal> vat = placed(Path.of("../contract/examples/valid/several-rates.json")).draft().vat();

		assertThat(vat).extracting((subtotal) -> subtotal.rate() + ": " + subtotal.taxable() + " " + subtotal.vat())
			.containsExactly("7: 19.98 1.40", "19: 1.00 0.19");
	}

	@Test
	void amountsMayBeJsonNumbers() {
		OrderPlaced order = (OrderPlaced) this.reader.read(Events.orderPlaced(ORDER, (detail) -> {
			firstLine(detail).put("quantity", 2).put("unitPrice", new java.math.BigDecimal("12.5"));
			((ObjectNode) detail.get("totals")).put("gross", 30);
		}));

		assertThat(order.draft().totals().gross()).isEqualTo("30.00");
	}

	@Test
	void aFieldThatIsNullCountsAsAbsent() {
		OrderPlaced order = (OrderPlaced) this.reader
			.read(Events.orderPlaced(ORDER, (detail) -> detail.putNull("reference")));

		assertThat(order.draft().reference()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "{", "null", "[]", "1", "{}", "{\"detail\":[]}", "{\"detail\":null}",
			"{\"detail\":\"{}\"}", "{\"detail\":{},\"detail\":{}}", "{\"detail\":{}} x", "{\"detail\":{\"x\":NaN}}" })
	void whatIsNoEventIsUnreadable(String body) {
		assertThat(refusal(body).reason()).isEqualTo(Reason.UNREADABLE);
	}

	@Test
	void twoValuesForOneKeyAreUnreadable() {
		String body = Events.orderPlaced(ORDER).replace("\"currency\":", "\"currency\":\"USD\",\"currency\":");

		assertThat(refusal(body).reason()).isEqualTo(Reason.UNREADABLE);
	}

	@Test
	void aDeepNestIsUnreadable() {
		String body = "{\"detail\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

		assertThat(refusal(body).reason()).isEqualTo(Reason.UNREADABLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e2147483648", "1e-2147483649", "1e99999999999999999999" })
	void aNumberWhoseExponentIsNoIntIsUnreadable(String number) {
		String body = Events.orderPlaced(ORDER).replace("\"version\":\"0\"", "\"version\":" + number);

		assertThat(refusal(body).reason()).isEqualTo(Reason.UNREADABLE);
	}

	@Test
	void anotherSourceOrTypeIsTheWrongEvent() {
		String body = Events.orderPlaced(ORDER);

		assertThat(refusal(body.replace("demo.orders", "demo.others")).reason()).isEqualTo(Reason.WRONG_EVENT);
		assertThat(refusal(body.replace("\"OrderPlaced\"", "\"OrderPaid\"")).reason()).isEqualTo(Reason.WRONG_EVENT);
		assertThat(refusal(body.replace("\"source\"", "\"spring\"")).reason()).isEqualTo(Reason.WRONG_EVENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"1\"", "1.0", "0", "99999999999999999999", "null", "true" })
	void aVersionOtherThanTheNumberOneIsUnsupported(String version) {
		String body = Events.orderPlaced(ORDER).replace("\"schemaVersion\":1", "\"schemaVersion\":" + version);

		assertThat(refusal(body).reason()).isEqualTo(Reason.UNSUPPORTED_VERSION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\" \"", "\"NaN\"", "\"Infinity\"", "\"1e2\"", "\"1,5\"", "\"+1\"", "\"-1\"",
			"\"1.\"", "\".5\"", "\"0x10\"", "\"1.00001\"", "\"1234567890123456\"", "\"١\"", "true", "{}", "[1]", "-1",
			"1.00001", "1e16", "1e999999999", "1e-999999999", "0e999999999" })
	void whatIsNoBoundedDecimalIsRefusedAtOnce(String amount) {
		String body = Events.orderPlaced(ORDER).replace("\"unitPrice\":\"12.50\"", "\"unitPrice\":" + amount);

		RefusedException refusal = assertTimeoutPreemptively(Duration.ofSeconds(1), () -> refusal(body));

		assertThat(refusal.reason()).isEqualTo(Reason.INVALID_CONTENT);
		assertThat(refusal.detail()).startsWith("/detail/lines/0/unitPrice must be a decimal");
	}

	@Test
	void aHugeNumberInAFieldNobodyAskedForIsIgnored() {
		String body = Events.orderPlaced(ORDER).replace("\"version\":\"0\"", "\"version\":1e999999999");

		assertThat(this.reader.read(body).id()).isEqualTo(ORDER);
	}

	static Stream<Consumer<ObjectNode>> invalid() {
		return Stream.of((detail) -> detail.put("id", "0199C0DE-0000-7000-8000-000000000001"),
				(detail) -> detail.put("id", 1), (detail) -> detail.remove("eventId"),
				(detail) -> detail.put("placedAt", "yesterday"),
				(detail) -> detail.put("placedAt", "+12026-11-23T10:15:30Z"),
				(detail) -> detail.put("placedAt", "2026-02-30T10:15:30Z"), (detail) -> detail.put("placedAt", 1),
				(detail) -> detail.put("currency", "KWD"), (detail) -> detail.put("currency", "XAU"),
				(detail) -> detail.put("currency", "ZZZ"), (detail) -> detail.put("reference", ""),
				(detail) -> detail.put("reference", "x".repeat(101)), (detail) -> detail.put("reference", 4711),
				(detail) -> detail.put("reference", "a\u0000b"), (detail) -> detail.put("reference", "a\ud800b"),
				(detail) -> detail.putNull("customer"), (detail) -> detail.put("customer", "Ada"),
				(detail) -> customer(detail).remove("email"), (detail) -> customer(detail).put("vatId", "123"),
				(detail) -> customer(detail).remove("address"),
				(detail) -> ((ObjectNode) customer(detail).get("address")).put("country", "Britain"),
				(detail) -> detail.putObject("lines"), (detail) -> detail.putArray("lines").add("BOOK-1"),
				(detail) -> detail.putArray("lines").addAll(java.util.Collections.nCopies(201, firstLine(detail))),
				(detail) -> firstLine(detail).remove("sku"), (detail) -> firstLine(detail).put("unit", "pieces"),
				(detail) -> firstLine(detail).put("vatRate", "0"),
				(detail) -> firstLine(detail).put("vatCategory", "Z"),
				(detail) -> firstLine(detail).put("vatCategory", "s"),
				(detail) -> firstLine(detail).put("vatCategory", "AE"),
				(detail) -> firstLine(detail).put("exemptionReason", "none"),
				(detail) -> totals(detail).remove("grossMinor"), (detail) -> totals(detail).put("grossMinor", "3000"),
				(detail) -> totals(detail).put("net", "25,00"), (detail) -> detail.putArray("totals"));
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void whatTheContractDoesNotAllowIsRefusedAndThePlaceNamed(Consumer<ObjectNode> change) {
		RefusedException refusal = refusal(Events.orderPlaced(ORDER, change));

		assertThat(refusal.reason()).isEqualTo(Reason.INVALID_CONTENT);
		assertThat(refusal.detail()).startsWith("/detail/").doesNotContain("Ada");
	}

	@Test
	void theLengthOfATextIsInCharactersAndNotInBytes() {
		String rockets = "🚀".repeat(100);

		OrderPlaced order = (OrderPlaced) this.reader
			.read(Events.orderPlaced(ORDER, (detail) -> detail.put("reference", rockets)));

		assertThat(order.draft().reference()).isEqualTo(rockets);
	}

	@Test
	void theOrderIsNamedEvenIfItIsRefused() {
		assertThat(this.reader.orderId(Events.orderPlaced(ORDER, (detail) -> detail.remove("lines")))).contains(ORDER);
		assertThat(this.reader.orderId("hello")).isEmpty();
		assertThat(this.reader.orderId("{}")).isEmpty();
	}

	private OrderPlaced placed(Path example) {
		return (OrderPlaced) this.reader.read(Events.envelopeOf(example));
	}

	private RefusedException refusal(String body) {
		return assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> this.reader.read(body)).actual();
	}

	private static ObjectNode firstLine(ObjectNode detail) {
		return (ObjectNode) detail.get("lines").get(0);
	}

	private static ObjectNode customer(ObjectNode detail) {
		return (ObjectNode) detail.get("customer");
	}

	private static ObjectNode totals(ObjectNode detail) {
		return (ObjectNode) detail.get("totals");
	}

}
