package io.orderflow.quickstart;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogTests {

	private final LogBuffer buffer = new LogBuffer();

	@Test
	void everyLineHasTheNameOfItsWriterBeforeIt() {
		this.buffer.log.say("postgres", "ready");
		this.buffer.log.say("invoice-worker", "one\ntwo");
		this.buffer.log.say("Zürich");
		assertThat(this.buffer.lines()).containsExactly("postgres       | ready", "invoice-worker | one",
				"invoice-worker | two", "quickstart     | Zürich");
	}

}
