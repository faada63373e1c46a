package io.orderflow.outbox;

import io.orderflow.outbox.TestApplication.TestOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.IllegalTransactionStateException;

import static io.orderflow.outbox.TestApplication.TestOutbox.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@OutboxTest
class EventOutboxTests {

	@Autowired
	private TestOutbox test;

	@Autowired
	private EventOutbox outbox;

	@BeforeEach
	@AfterEach
	void clear() {
		this.test.clear();
	}

	@Test
	void publishingOutsideATransactionIsRefused() {
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.outbox.publish(event("{}")))
			.withMessageContaining("@Transactional");
	}

	@Test
	void anEventIsThereOnceItsTransactionCommits() {
		this.test.publish("{\"state\":\"created\"}");
		assertThat(this.test.waiting()).isOne();
	}

	@Test
	void theEventOfATransactionThatRollsBackIsNot() {
		this.test.transaction.executeWithoutResult((status) -> {
			this.outbox.publish(event("{}"));
			status.setRollbackOnly();
		});
		assertThat(this.test.waiting()).isZero();
	}

	@Test
	void whatWasPublishedIsKeptToTheLetter() {
		String detail = "{ \"b\" : 1.50,\"a\":1e2, \"b\":\"\\u00e9 \uD83D\uDE00\" }";
		this.test.publish(detail);
		assertThat(this.test.jdbc.sql("select detail from eventbridge_outbox").query(String.class).single())
			.isEqualTo(detail);
	}

	@Test
	void aDetailThatIsNotAJsonObjectIsRefused() {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.test.publish("[]"));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.test.publish("{"));
		assertThat(this.test.waiting()).isZero();
	}

	@Test
	void anEventThatIsTooLargeIsRefused() {
		String detail = "{\"text\":\"%s\"}".formatted("é".repeat(128 * 1024));
		assertThatIllegalArgumentException().isThrownBy(() -> this.test.publish(detail))
			.withMessageContaining("eventbridge.outbox.max-event-size");
		assertThat(this.test.waiting()).isZero();
	}

	@Test
	void theApplicationsMigrationsAndTheOutboxsKeepHistoriesOfTheirOwn() {
		assertThat(this.test.jdbc.sql("""
				select (select count(*) from flyway_schema_history where version = '1')
				+ (select count(*) from eventbridge_outbox_schema_history where version = '1')
				""").query(Integer.class).single()).isEqualTo(2);
	}

}
