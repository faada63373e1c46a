package io.orderflow.sqs.deadletter;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoredTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"a\":1}", "\u0000", "\uFEFF\uFFFE\uFFFF\uFFFD", "\uD83D\uDE00", "\uD83D",
			"a\uDE00b", "\uDE00\uD83D\u0000" })
	void everyTextComesBackToTheLetter(String text) {
		StoredText stored = StoredText.of(text);

		assertThat(new StoredText(stored.bytes(), stored.encoding()).text()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":1}", "\u0000", "\uD83D\uDE00" })
	void whatUtf8HoldsIsStoredSo(String text) {
		assertThat(StoredText.of(text).encoding()).isEqualTo("UTF-8");
	}

}
