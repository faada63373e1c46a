package io.orderflow.invoices.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InvoiceDraftTest {

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final Currency JPY = Currency.getInstance("JPY");

	private static final Customer ADA = new Customer("Ada Lovelace", "ada@example.com", null,
			new Address("12 St James's Square", "London", null, "GB"));

	@Test
	void aLineIsQuantityTimesPriceRoundedHalfUp() {
		assertThat(line(EUR, "3", "0.335", "19").net()).isEqualTo("1.01");
		assertThat(line(EUR, "0.5", "0.01", "19").net()).isEqualTo("0.01");
		assertThat(line(EUR, "0.4", "0.01", "19").net()).isEqualTo("0.00");
		assertThat(line(JPY, "1.5", "333", "10").net()).isEqualTo("500");
	}

	@Test
	void linesAreRoundedBeforeTheyAreSummed() {
		// 3 × 0.005: each line becomes 0.01; their exact sum would be 0.015.
		InvoiceDraft draft = draft(EUR, line(EUR, "1", "0.005", "20"), line(EUR, "1", "0.005", "20"),
				line(EUR, "1", "0.005", "20"));

		assertThat(draft.totals().net()).isEqualTo("0.03");
	}

	@Test
	void vatIsRoundedOncePerRateAndNotPerLine() {
		// 3 lines of 0.13 at 19 %: 0.0247 each, rounded 0.02 × 3 = 0.06; of 0.39 it is
		// 0.0741.
		InvoiceDraft draft = draft(EUR, line(EUR, "1", "0.13", "19"), line(EUR, "1", "0.13", "19"),
				line(EUR, "1", "0.13", "19"));

		assertThat(draft.totals()).isEqualTo(totals("0.39", "0.07", "0.46"));
	}

	@Test
	void ratesAreComparedByValue() {
		InvoiceDraft draft = draft(EUR, line(EUR, "1", "9.99", "7"), line(EUR, "1", "9.99", "7.00"));

		assertThat(draft.vat()).containsExactly(
				new VatSubtotal(VatCategory.S, new BigDecimal("7"), new BigDecimal("19.98"), new BigDecimal("1.40")));
	}

	@Test
	void theBreakdownIsInTheSameOrderWhateverTheLinesOrder() {
		InvoiceLine exempt = InvoiceLine.of(EUR, "A", "A", BigDecimal.ONE, "C62", BigDecimal.TEN, BigDecimal.ZERO,
				VatCategory.E, "Article 132");
		InvoiceLine reduced = line(EUR, "1", "10", "7");
		InvoiceLine standard = line(EUR, "1", "10", "19");

		assertThat(draft(EUR, exempt, standard, reduced).vat()).isEqualTo(draft(EUR, reduced, standard, exempt).vat())
			.extracting((vat) -> vat.category() + " " + vat.rate())
			.containsExactly("S 7", "S 19", "E 0");
	}

	@Test
	void aCurrencyWithoutMinorUnitsIsRoundedToWholeUnits() {
		InvoiceDraft draft = draft(JPY, line(JPY, "1.5", "333", "8"));

		assertThat(draft.totals()).isEqualTo(totals("500", "40", "540"));
		assertThat(draft.totals().grossMinor()).isEqualTo("540");
	}

	@Test
	void theGrossInMinorUnitsIsExact() {
		assertThat(draft(EUR, line(EUR, "2", "12.50", "20")).totals().grossMinor()).isEqualTo("3000");
		assertThat(draft(EUR, line(EUR, "1", "90071992547409.93", "0")).totals().grossMinor())
			.isEqualTo("9007199254740993");
	}

	@Test
	void decimalsAreWrittenInOneWay() {
		InvoiceLine line = line(EUR, "1E2", "12.5", "20.0");

		assertThat(line.quantity()).hasToString("100");
		assertThat(line.unitPrice()).hasToString("12.50");
		assertThat(line.vatRate()).hasToString("20");
		assertThat(line(EUR, "1", "0.0125", "20").unitPrice()).hasToString("0.0125");
	}

	private static InvoiceLine line(Currency currency, String quantity, String unitPrice, String rate) {
		BigDecimal vatRate = new BigDecimal(rate);
		return InvoiceLine.of(currency, "A", "A", new BigDecimal(quantity), "C62", new BigDecimal(unitPrice), vatRate,
				(vatRate.signum() > 0) ? VatCategory.S : VatCategory.Z, null);
	}

	private static InvoiceDraft draft(Currency currency, InvoiceLine... lines) {
		return InvoiceDraft.of(UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH, currency, null, null, ADA,
				List.of(lines));
	}

	private static Totals totals(String net, String vat, String gross) {
		return new Totals(new BigDecimal(net), new BigDecimal(vat), new BigDecimal(gross));
	}

}
