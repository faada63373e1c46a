package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What EN 16931 wants of an invoice's sums, whatever was ordered.
 */
class SumsTest {

	private static final Customer ADA = new Customer("Ada", "ada@example.com", null,
			new Address("1 Street", "City", null, "DE"));

	@Property(tries = 500)
	void thePartsMakeTheTotalsAndNoMinorUnitIsLost(@ForAll("currencies") Currency currency,
			@ForAll("lines") List<Ordered> ordered) {
		InvoiceDraft invoice = draft(currency, ordered);
		Totals totals = invoice.totals();

		assertThat(sum(invoice.lines().stream().map(InvoiceLine::net).toList())).as("BR-CO-10")
			.isEqualByComparingTo(totals.net());
		assertThat(sum(invoice.vat().stream().map(VatSubtotal::taxable).toList())).isEqualByComparingTo(totals.net());
		assertThat(sum(invoice.vat().stream().map(VatSubtotal::vat).toList())).as("BR-CO-14")
			.isEqualByComparingTo(totals.vat());
		assertThat(totals.net().add(totals.vat())).as("BR-CO-15").isEqualByComparingTo(totals.gross());
		assertThat(totals.grossMinor().stripTrailingZeros().scale()).isLessThanOrEqualTo(0);
		for (VatSubtotal vat : invoice.vat()) {
			BigDecimal exact = vat.taxable().multiply(vat.rate()).movePointLeft(2);
			assertThat(vat.vat()).as("BR-CO-17")
				.isEqualByComparingTo(exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP));
		}
	}

	@Property(tries = 200)
	void theOrderOfTheLinesDoesNotMatter(@ForAll("currencies") Currency currency,
			@ForAll("lines") List<Ordered> ordered, @ForAll long seed) {
		List<Ordered> shuffled = new ArrayList<>(ordered);
		Collections.shuffle(shuffled, new Random(seed));

		assertThat(draft(currency, shuffled).totals()).isEqualTo(draft(currency, ordered).totals());
		assertThat(draft(currency, shuffled).vat()).isEqualTo(draft(currency, ordered).vat());
	}

	@Property(tries = 200)
	void aCreditNoteForAllIsTheInvoiceAndForAPartNeverMore(@ForAll("currencies") Currency currency,
			@ForAll("lines") List<Ordered> ordered, @ForAll long seed) {
		Invoice invoice = invoice(draft(currency, ordered));
		Random random = new Random(seed);
		List<Cancellation.CancelledLine> part = IntStream.rangeClosed(1, ordered.size())
			.filter((line) -> line == 1 || random.nextBoolean())
			.mapToObj((line) -> new Cancellation.CancelledLine(line,
					part(invoice.lines().get(line - 1).quantity(), random)))
			.toList();

		assertThat(credit(invoice, null).totals()).isEqualTo(invoice.totals());
		assertThat(credit(invoice, null).vat()).isEqualTo(invoice.vat());
		Totals credited = credit(invoice, part).totals();
		assertThat(credited.net()).isLessThanOrEqualTo(invoice.totals().net());
		assertThat(credited.vat()).isLessThanOrEqualTo(invoice.totals().vat());
	}

	@Provide
	Arbitrary<Currency> currencies() {
		return Arbitraries.of("EUR", "USD", "JPY").map(Currency::getInstance);
	}

	@Provide
	Arbitrary<List<Ordered>> lines() {
		Arbitrary<BigDecimal> quantities = Arbitraries.bigDecimals()
			.between(new BigDecimal("0.001"), new BigDecimal("999999.999"))
			.ofScale(3);
		Arbitrary<BigDecimal> prices = Arbitraries.bigDecimals()
			.between(BigDecimal.ZERO, new BigDecimal("99999.9999"))
			.ofScale(4);
		Arbitrary<BigDecimal> rates = Arbitraries.of("0", "5.5", "7", "19", "20", "25.00", "100").map(BigDecimal::new);
		return Combinators.combine(quantities, prices, rates).as(Ordered::new).list().ofMinSize(1).ofMaxSize(30);
	}

	private static BigDecimal part(BigDecimal quantity, Random random) {
		BigDecimal part = quantity.multiply(BigDecimal.valueOf(random.nextInt(1, 101), 2))
			.setScale(3, RoundingMode.DOWN);
		return (part.signum() > 0) ? part : quantity;
	}

	private static InvoiceDraft credit(Invoice invoice, List<Cancellation.CancelledLine> lines) {
		return InvoiceDraft.crediting(invoice, new Cancellation(UUID.randomUUID(), Instant.EPOCH, "Broken", lines));
	}

	private static Invoice invoice(InvoiceDraft draft) {
		return new Invoice(new InvoiceNumber("2026", 1), null, null, draft.orderId(), draft.eventId(), Instant.EPOCH,
				Instant.EPOCH, java.time.LocalDate.EPOCH, null, draft.currency(), null, ADA, draft.lines(), draft.vat(),
				draft.totals(), null, null, null, null);
	}

	private static InvoiceDraft draft(Currency currency, List<Ordered> ordered) {
		return InvoiceDraft.of(UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH, currency, null, null, ADA,
				ordered.stream().map((line) -> line.in(currency)).toList());
	}

	private static BigDecimal sum(List<BigDecimal> amounts) {
		return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	record Ordered(BigDecimal quantity, BigDecimal price, BigDecimal rate) {

		InvoiceLine in(Currency currency) {
			return InvoiceLine.of(currency, "A", "A", this.quantity, "C62", this.price, this.rate,
					(this.rate.signum() > 0) ? VatCategory.S : VatCategory.Z, null);
		}

	}

}
