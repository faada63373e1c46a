package io.orderflow.invoices.intake;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.orderflow.invoices.Events;
import io.orderflow.invoices.invoice.Address;
import io.orderflow.invoices.invoice.Customer;
import io.orderflow.invoices.invoice.InvoiceDraft;
import io.orderflow.invoices.invoice.InvoiceLine;
import io.orderflow.invoices.invoice.Totals;
import io.orderflow.invoices.invoice.VatCategory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies of messages that try to break the worker: valid events with up to three things
 * wrong, valid ones at every limit, cut and scrambled ones, other JSON, and no JSON.
 */
final class HostileMessages {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Customer CUSTOMER = new Customer("Ada", "ada@example.com", null,
			new Address("12 St James's Square", "London", null, "GB"));

	private static final BigDecimal[] AMOUNTS = List
		.of("0", "0.0000", "0.0001", "0.004", "0.005", "0.01", "0.0049", "1", "0.3333", "7", "19.5", "100", "12.50",
				"999999.999", "999999999.99", "999999999999999", "999999999999999.9999")
		.stream()
		.map(BigDecimal::new)
		.toArray(BigDecimal[]::new);

	private HostileMessages() {
	}

	/**
	 * Makes messages, the same ones from the same seed.
	 */
	static void each(long seed, int count, Consumer<String> consumer) {
		JqwikSession.run(() -> {
			RandomGenerator<String> generator = messages().generator(1000);
			Random random = new Random(seed);
			for (int i = 0; i < count; i++) {
				consumer.accept(generator.next(random).value());
			}
		});
	}

	private static Arbitrary<String> messages() {
		return Arbitraries.frequencyOf(Tuple.of(60, mutated()), Tuple.of(15, atTheLimits()), Tuple.of(10, scrambled()),
				Tuple.of(5, HostileJson.documents()), Tuple.of(3, HostileJson.values()),
				Tuple.of(3, HostileText.texts()), Tuple.of(4, HostileText.bytes()));
	}

	private static Arbitrary<String> mutated() {
		return Combinators.combine(valid(), Mutation.mutations().list().ofMinSize(1).ofMaxSize(3))
			.as((message, mutations) -> {
				ObjectNode event = (ObjectNode) JSON.readTree(message);
				mutations.forEach((mutation) -> mutation.apply(event));
				return event.toString();
			});
	}

	/** Cut off, or with something put into it, by someone who does not know JSON. */
	private static Arbitrary<String> scrambled() {
		return Combinators
			.combine(valid(), Arbitraries.integers().between(0, 5000), Arbitraries.integers().between(0, 50),
					Arbitraries.oneOf(HostileText.texts(), Arbitraries.of("", "{", "}", ",", "\"", "\\", ":", "[")))
			.as((message, at, cut, text) -> {
				int from = at % message.length();
				return message.substring(0, from) + text + message.substring(Math.min(from + cut, message.length()));
			});
	}

	/** The contract's examples, each order a new one. */
	private static Arbitrary<String> valid() {
		return Combinators.combine(Arbitraries.of(Events.examples("valid")), ids())
			.as((example, id) -> Events.envelopeOf(example)
				.replaceFirst("\"id\": \"[-0-9a-f]{36}\"", "\"id\": \"" + id + "\""));
	}

	/** Few enough that some come twice, with other content too. */
	private static Arbitrary<UUID> ids() {
		return Arbitraries.integers()
			.between(0, 1_000_000)
			.map((n) -> UUID.nameUUIDFromBytes(String.valueOf(n).getBytes(StandardCharsets.UTF_8)));
	}

	/** With as many lines and as large amounts as may be, and more; the totals fit. */
	private static Arbitrary<String> atTheLimits() {
		Arbitrary<BigDecimal> amounts = Arbitraries.of(AMOUNTS);
		Arbitrary<List<Line>> lines = Combinators.combine(amounts, amounts, amounts, Arbitraries.of(VatCategory.class))
			.as(Line::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(4);
		Arbitrary<Currency> currencies = Arbitraries
			.oneOf(Arbitraries.of(Currency.getInstance("EUR"), Currency.getInstance("JPY")), HostileJson.currencies());
		return Combinators.combine(ids(), currencies, lines, copies(), HostileText.texts())
			.as(HostileMessages::atTheLimits);
	}

	private static Arbitrary<Integer> copies() {
		return Arbitraries.frequencyOf(Tuple.of(30, Arbitraries.just(1)), Tuple.of(1, Arbitraries.of(199, 200, 201)));
	}

	private static String atTheLimits(UUID id, Currency currency, List<Line> lines, int copies, String text) {
		return Events.orderPlaced(id, (detail) -> {
			detail.put("eventId", id.toString()).put("currency", currency.getCurrencyCode()).put("reference", text);
			if (!currency.getCurrencyCode().equals("EUR")) {
				detail.putObject("exchangeRate").put("currency", "EUR").put("rate", "0.5");
			}
			ArrayNode array = detail.putArray("lines");
			for (int i = 0; i < Math.max(copies, lines.size()); i++) {
				lines.get(i % lines.size()).write(array.addObject());
			}
			if (currency.getDefaultFractionDigits() >= 0) {
				Totals totals = InvoiceDraft
					.of(id, id, Instant.EPOCH, currency, null, null, CUSTOMER,
							IntStream.range(0, array.size())
								.mapToObj((i) -> lines.get(i % lines.size()).line(currency))
								.toList())
					.totals();
				detail.putObject("totals")
					.put("net", totals.net().toPlainString())
					.put("vat", totals.vat().toPlainString())
					.put("gross", totals.gross().toPlainString())
					.put("grossMinor", totals.grossMinor());
			}
		});
	}

	private record Line(BigDecimal quantity, BigDecimal unitPrice, BigDecimal vatRate, VatCategory category) {

		void write(ObjectNode line) {
			line.put("sku", "X")
				.put("description", "x")
				.put("quantity", this.quantity.toPlainString())
				.put("unitPrice", this.unitPrice.toPlainString())
				.put("vatRate", rate().toPlainString())
				.put("vatCategory", this.category.name());
		}

		InvoiceLine line(Currency currency) {
			return InvoiceLine.of(currency, "X", "x", this.quantity, "C62", this.unitPrice, rate(), this.category,
					null);
		}

		private BigDecimal rate() {
			return (this.category == VatCategory.S) ? this.vatRate : BigDecimal.ZERO;
		}

	}

}
