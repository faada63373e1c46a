package io.orderflow.invoices.intake;

import java.util.UUID;
import java.util.function.Consumer;

import io.orderflow.invoices.Events;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class ContentDigestTest {

	private static final UUID ORDER = UUID.fromString("0199c0de-0000-7000-8000-000000000001");

	private final OrderEventReader reader = new OrderEventReader();

	@Test
	void isTheSameHoweverTheJsonIsWritten() {
		byte[] rewritten = digest((detail) -> {
			detail.set("currency", detail.remove("currency"));
			line(detail).put("unitPrice", new java.math.BigDecimal("12.5")).remove("unit");
			detail.put("addedLater", true);
		});

		assertThat(rewritten).isEqualTo(digest((detail) -> {
		}));
	}

	@Test
	void isTheSameForAnotherEventAndTraceOfTheOrder() {
		assertThat(digest((detail) -> detail.put("eventId", UUID.randomUUID().toString()).remove("trace")))
			.isEqualTo(digest((detail) -> {
			}));
	}

	@Test
	void differsWithWhatTheOrderSays() {
		byte[] digest = digest((detail) -> {
		});

		assertThat(digest((detail) -> detail.put("reference", "PO-4712"))).isNotEqualTo(digest);
		assertThat(digest((detail) -> detail.remove("reference"))).isNotEqualTo(digest);
		assertThat(digest((detail) -> detail.put("currency", "USD")
			.putObject("exchangeRate")
			.put("currency", "EUR")
			.put("rate", "0.86"))).isNotEqualTo(digest);
		assertThat(digest((detail) -> line(detail).put("quantity", "1").put("unitPrice", "25.00")))
			.isNotEqualTo(digest);
		assertThat(digest((detail) -> ((ObjectNode) detail.get("customer")).put("name", "Ada"))).isNotEqualTo(digest);
	}

	@Test
	void doesNotTakeOneFieldForAnother() {
		byte[] one = digest((detail) -> line(detail).put("sku", "A").put("description", "BC"));
		byte[] other = digest((detail) -> line(detail).put("sku", "AB").put("description", "C"));

		assertThat(one).isNotEqualTo(other);
	}

	/**
	 * It is kept in the database: a change here makes conflicts of redeliveries.
	 */
	@Test
	void isTheOneThatIsKept() {
		assertThat(digest((detail) -> {
		})).asHexString().isEqualTo("3DF0CD5246D077C6E75D62CD3804E20260A9A116F36DDFE3B3E202DD19E9B2BE");
	}

	private byte[] digest(Consumer<ObjectNode> change) {
		return ContentDigest.of((OrderPlaced) this.reader.read(Events.orderPlaced(ORDER, change)));
	}

	private static ObjectNode line(ObjectNode detail) {
		return (ObjectNode) detail.get("lines").get(0);
	}

}
