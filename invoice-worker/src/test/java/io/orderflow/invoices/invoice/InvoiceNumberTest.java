package io.orderflow.invoices.invoice;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InvoiceNumberTest {

	@Test
	void isWrittenWithAtLeastSixDigits() {
		assertThat(new InvoiceNumber("2026", 1)).hasToString("2026-000001");
		assertThat(new InvoiceNumber("2026", 999_999)).hasToString("2026-999999");
		assertThat(new InvoiceNumber("2026", 1_000_000)).hasToString("2026-1000000");
	}

	@Test
	void isWrittenAlikeInALocaleWithDigitsOfItsOwn() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("ar-EG"));
		try {
			assertThat(new InvoiceNumber("2026", 1)).hasToString("2026-000001");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void isReadAsItIsWritten() {
		assertThat(InvoiceNumber.parse("2026-1000000")).contains(new InvoiceNumber("2026", 1_000_000));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2026", "2026-1", "2026-000000", "26-000001", "2026-00000a", "2026-000001 ",
			"2026-9999999999999999999" })
	void isNothingElse(String text) {
		assertThat(InvoiceNumber.parse(text)).isEmpty();
	}

	@Test
	void startsAtOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InvoiceNumber("2026", 0)).withMessageContaining("0");
	}

}
