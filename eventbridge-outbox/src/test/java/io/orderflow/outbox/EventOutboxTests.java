package io.orderflow.outbox;

import java.util.Collections;
import java.util.List;
import java.util.Map;

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

	private static final String ADD_THING = "insert into things (name) values (:name)";

	@Autowired
	private TestOutbox test;

	@Autowired
	private EventOutbox outbox;

	@BeforeEach
	@AfterEach
	void clear() {
		this.test.clear();
		this.test.jdbc.sql("delete from things").update();
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
	void withAStatementOfTheApplicationAnEventNeedsNoTransaction() {
		assertThat(this.outbox.publishWith(event("{}"), ADD_THING, Map.of("name", "one"))).isOne();
		assertThat(things()).isOne();
		assertThat(this.test.waiting()).isOne();
	}

	@Test
	void aStatementThatFailsLeavesNoEvent() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.outbox.publishWith(event("{}"), ADD_THING, Collections.singletonMap("name", null)));
		assertThat(this.test.waiting()).isZero();
	}

	@Test
	void aStatementsParametersMustNotBeTheEvents() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.outbox.publishWith(event("{}"), ADD_THING, Map.of("eventBus", "another")))
			.withMessageContaining("begins with 'event'");
	}

	@Test
	void anEventThatIsRefusedLeavesTheStatementUndone() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.outbox.publishWith(event("[]"), ADD_THING, Map.of("name", "one")));
		assertThat(things()).isZero();
	}

	@Test
	void inATransactionAStatementAndItsEventArePartOfIt() {
		this.test.transaction.executeWithoutResult((status) -> {
			this.outbox.publishWith(event("{}"), ADD_THING, Map.of("name", "one"));
			status.setRollbackOnly();
		});
		assertThat(this.test.waiting()).isZero();
		assertThat(things()).isZero();
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
	void manyEventsArePublishedTogetherInTheirOrder() {
		this.test.transaction.executeWithoutResult((status) -> {
			this.outbox.publishAll(List.of());
			this.outbox.publishAll(List.of(event("{\"n\":1}"), event("{\"n\":2}")));
		});
		assertThat(this.test.jdbc.sql("select detail from eventbridge_outbox order by id").query(String.class).list())
			.containsExactly("{\"n\":1}", "{\"n\":2}");
	}

	@Test
	void ofManyEventsNoneIsThereIfOneIsRefused() {
		String tooLarge = "{\"text\":\"%s\"}".formatted("é".repeat(128 * 1024));
		assertThatIllegalArgumentException().isThrownBy(() -> this.test.transaction
			.executeWithoutResult((status) -> this.outbox.publishAll(List.of(event("{}"), event(tooLarge)))));
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.outbox.publishAll(List.of(event("{}"))));
		assertThat(this.test.waiting()).isZero();
	}

	@Test
	void theApplicationsMigrationsAndTheOutboxsKeepHistoriesOfTheirOwn() {
		assertThat(this.test.jdbc.sql("""
				select (select count(*) from flyway_schema_history where version = '1')
				+ (select count(*) from eventbridge_outbox_schema_history where version = '1')
				""").query(Integer.class).single()).isEqualTo(2);
	}

	private int things() {
		return this.test.jdbc.sql("select count(*) from things").query(Integer.class).single();
	}

}
