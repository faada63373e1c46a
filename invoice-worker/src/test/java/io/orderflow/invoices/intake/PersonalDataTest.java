package io.orderflow.invoices.intake;

import io.orderflow.invoices.ServiceTest;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the database says of a fault stands in the log, so it may not quote a customer.
 */
class PersonalDataTest extends ServiceTest {

	@Test
	void aViolatedCheckTellsNothingOfTheRow() {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.jdbc.sql("""
				insert into dead_letters (queue, message_id, reason, detail, attributes, envelope, encoding,
					sent_at, collected_at)
				values ('invoices', '1', 'unreadable', ?, '[]', 'x', 'UTF-8', now(), now())""").param("Grace").update())
			.withStackTraceContaining("violates check constraint")
			.satisfies((ex) -> assertThat(ex).asString().doesNotContain("Grace"))
			.havingRootCause()
			.satisfies((cause) -> assertThat(cause).asString().doesNotContain("Grace"));
	}

}
