package io.orderflow.outbox;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.outbox.OutboxEndpoint.Done;
import io.orderflow.outbox.ParkedEvent.Discarded;
import io.orderflow.outbox.TestApplication.TestOutbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@OutboxTest
@ExtendWith(OutputCaptureExtension.class)
class ParkedEventsTests {

	private static final SecurityContext GRACE = new SecurityContext() {

		@Override
		public Principal getPrincipal() {
			return () -> "grace";
		}

		@Override
		public boolean isUserInRole(String role) {
			return false;
		}

	};

	private final AtomicInteger wakeUps = new AtomicInteger();

	@Autowired
	private TestOutbox test;

	@Autowired
	private DataSource dataSource;

	private ParkedEvents events;

	private OutboxEndpoint endpoint;

	@BeforeEach
	void endpoint() {
		clear();
		this.events = new ParkedEvents(this.dataSource);
		this.endpoint = new OutboxEndpoint(this.events, this.wakeUps::incrementAndGet);
	}

	@AfterEach
	void clear() {
		this.test.clear();
		this.test.jdbc.sql("delete from eventbridge_outbox_discarded").update();
	}

	@Test
	void parkedEventsAreListedOldestFirstInPartsWithTheirCounts() {
		park(5, "MalformedDetail");
		park(2, "InvalidArgument");
		this.test.publish(3);
		ParkedPage first = this.endpoint.list(null, null, 3);
		assertThat(first.counts()).isEqualTo(Map.of("MalformedDetail", 5L, "InvalidArgument", 2L));
		assertThat(first.items()).hasSize(3).extracting(ParkedEvent::id).isSorted();
		ParkedPage second = this.endpoint.list(null, first.next(), 100);
		assertThat(second.items()).hasSize(4).extracting(ParkedEvent::id).doesNotContain(first.next());
		assertThat(second.next()).isNull();
		assertThat(this.endpoint.list("InvalidArgument", null, null).items()).hasSize(2)
			.allSatisfy((event) -> assertThat(event.error()).isEqualTo("InvalidArgument: no good"))
			.allSatisfy((event) -> assertThat(event.detail()).isNull());
	}

	@Test
	void oneIsShownWithItsWholeDetailToTheLetter() {
		String detail = "{ \"state\" : \"created\", \"amount\":1.50 }";
		this.test.publish(detail);
		parkAll("MalformedDetail");
		ParkedEvent event = find(onlyId());
		assertThat(event.detail()).isEqualTo(detail);
		assertThat(event.reason()).isEqualTo("MalformedDetail");
		assertThat(event.detailType()).isEqualTo("OrderPlaced");
		assertThat(event.discarded()).isNull();
	}

	@Test
	void onePutBackGoesOutOnceItsCauseIsGoneAndTheOthersStay() {
		park(3, "MalformedDetail");
		long id = this.endpoint.list(null, null, null).items().get(1).id();
		assertThat(done(this.endpoint.change(id, "put-back", null, GRACE))).isEqualTo(new Done("put-back", 1));
		assertThat(this.wakeUps).as("relays woken").hasValue(1);
		assertThat(this.test.waiting()).isOne();
		relay().relay();
		assertThat(this.test.waiting()).isZero();
		assertThat(this.test.parked()).isEqualTo(2);
		assertThat(Infrastructure.receive()).hasSize(1);
	}

	@Test
	void onePutBackWhoseCauseIsNotGoneIsParkedAgain() {
		this.test.publish("{\"state\":\"created\",\"fails\":true}");
		Infrastructure.AWS.faults().failEntriesWhere((detail) -> detail.contains("fails"), "MalformedDetail");
		relay().relay();
		long id = onlyId();
		this.endpoint.change(id, "put-back", null, GRACE);
		assertThat(this.test.attempts()).isZero();
		relay().relay();
		assertThat(this.test.parked()).isOne();
		assertThat(find(id).attempts()).isOne();
	}

	@Test
	void oneDiscardedIsKeptWithWhoAndWhyAndIsNotPublished(CapturedOutput output) {
		this.test.publish("{\"state\":\"created\",\"amount\":1.50}");
		parkAll("MalformedDetail");
		long id = onlyId();
		this.endpoint.change(id, "discard", "sent by hand", GRACE);
		assertThat(output)
			.contains("Parked events: discard of event " + id + " by grace: 1 done, because: sent by hand");
		assertThat(this.test.parked()).isZero();
		relay().relay();
		assertThat(Infrastructure.receive()).isEmpty();
		ParkedEvent event = find(id);
		assertThat(event.detail()).isEqualTo("{\"state\":\"created\",\"amount\":1.50}");
		assertThat(event.error()).isEqualTo("MalformedDetail: no good");
		Discarded discarded = event.discarded();
		assertThat(discarded).isNotNull();
		assertThat(discarded.by()).isEqualTo("grace");
		assertThat(discarded.because()).isEqualTo("sent by hand");
		assertThat(discarded.at()).isAfterOrEqualTo(event.parkedAt());
	}

	@Test
	void whoIsNotKnownIsAnonymous() {
		park(1, "MalformedDetail");
		long id = onlyId();
		this.endpoint.change(id, "discard", "a test", SecurityContext.NONE);
		assertThat(find(id).discarded()).extracting(Discarded::by).isEqualTo("anonymous");
	}

	@Test
	void allOfAReasonArePutBackOrDiscardedAndNoOthers(CapturedOutput output) {
		park(4, "MalformedDetail");
		park(3, "InvalidArgument");
		assertThat(done(this.endpoint.changeAll("put-back", "MalformedDetail", null, GRACE)).done()).isEqualTo(4);
		assertThat(output).contains("put-back of all of MalformedDetail by grace: 4 done, because: no reason given");
		assertThat(this.test.waiting()).isEqualTo(4);
		assertThat(done(this.endpoint.changeAll("discard", "InvalidArgument", "of a test", GRACE)).done()).isEqualTo(3);
		assertThat(this.test.parked()).isZero();
		assertThat(discarded()).isEqualTo(3);
	}

	@Test
	void aHundredThousandArePutBackInBoundedStatements() {
		this.test.jdbc.sql("""
				insert into eventbridge_outbox (bus, source, detail_type, detail, last_error, parked_at)
				select 'orders', 'demo.orders', 'OrderPlaced', '{}', 'MalformedDetail: no good', now()
				from generate_series(1, 100000)
				""").update();
		assertThat(done(this.endpoint.changeAll("put-back", "MalformedDetail", null, GRACE)).done()).isEqualTo(100_000);
		assertThat(this.wakeUps).as("statements").hasValue(100);
		assertThat(this.test.parked()).isZero();
		assertThat(this.test.waiting()).isEqualTo(100_000);
	}

	@Test
	void aCrashInBetweenLosesNoneAndTheRestFollowsWhenAskedAgain() {
		park(2500, "MalformedDetail");
		AtomicInteger statements = new AtomicInteger();
		OutboxEndpoint crashing = new OutboxEndpoint(new ParkedEvents(this.dataSource) {

			@Override
			int discard(List<Long> ids, String by, String because) {
				return ParkedEventsTests.this.test.transaction.execute((status) -> {
					int discarded = super.discard(ids, by, because);
					if (statements.incrementAndGet() == 2) {
						ParkedEventsTests.this.test.jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
							.query(Boolean.class)
							.single();
					}
					return discarded;
				});
			}

		}, this.wakeUps::incrementAndGet);
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> crashing.changeAll("discard", "MalformedDetail", "of a test", GRACE));
		assertThat(discarded()).as("the first statement's").isEqualTo(1000);
		assertThat(this.test.parked()).as("the others").isEqualTo(1500);
		assertThat(done(this.endpoint.changeAll("discard", "MalformedDetail", "of a test", GRACE)).done())
			.isEqualTo(1500);
		assertThat(discarded()).isEqualTo(2500);
		assertThat(this.test.parked()).isZero();
	}

	@Test
	void ofTwoOperatorsAtOnceOneHasTheEvent() {
		park(1, "MalformedDetail");
		long id = onlyId();
		this.endpoint.change(id, "discard", "first", GRACE);
		assertThat(this.endpoint.change(id, "put-back", null, GRACE).getStatus()).isEqualTo(409);
		assertThat(this.endpoint.change(id, "discard", "second", GRACE).getStatus()).isEqualTo(409);
		assertThat(find(id).discarded()).extracting(Discarded::because).isEqualTo("first");
	}

	@Test
	void anEventThatWaitsIsNoOperatorsBusiness() {
		this.test.publish(1);
		long id = this.test.jdbc.sql("select id from eventbridge_outbox").query(Long.class).single();
		assertThat(this.endpoint.find(id).getStatus()).isEqualTo(404);
		assertThat(this.endpoint.change(id, "discard", "of a test", GRACE).getStatus()).isEqualTo(404);
		assertThat(done(this.endpoint.changeAll("put-back", "MalformedDetail", null, GRACE)).done()).isZero();
		assertThat(this.test.waiting()).isOne();
	}

	@Test
	void whatCannotBeAskedForIsRefusedAndChangesNothing() {
		park(1, "MalformedDetail");
		long id = onlyId();
		for (String because : new @Nullable String[] { null, "", " ", "two\nlines", "nul\0", "half \ud83d",
				"x".repeat(1001) }) {
			assertThatExceptionOfType(InvalidEndpointRequestException.class).as("because " + because)
				.isThrownBy(() -> this.endpoint.change(id, "discard", because, GRACE))
				.withMessageContaining("because");
		}
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.change(id, "delete", null, GRACE));
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.changeAll("put-back", "\0", null, GRACE));
		for (int limit : new int[] { -1, 0, 101 }) {
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> this.endpoint.list(null, null, limit));
		}
		assertThat(this.test.parked()).isOne();
	}

	private void park(int events, String code) {
		this.test.publish(events);
		parkAll(code);
	}

	private void parkAll(String code) {
		this.test.jdbc.sql(
				"update eventbridge_outbox set parked_at = now(), attempts = 1, last_error = ? where parked_at is null")
			.param(code + ": no good")
			.update();
	}

	private long onlyId() {
		return this.endpoint.list(null, null, null).items().get(0).id();
	}

	private ParkedEvent find(long id) {
		return (ParkedEvent) this.endpoint.find(id).getBody();
	}

	private static Done done(WebEndpointResponse<?> response) {
		assertThat(response.getStatus()).isEqualTo(200);
		return (Done) response.getBody();
	}

	private long discarded() {
		return this.test.jdbc.sql("select count(*) from eventbridge_outbox_discarded").query(Long.class).single();
	}

	private Relay relay() {
		return Infrastructure.relay(this.test.transaction, this.dataSource,
				new OutboxMetrics(new SimpleMeterRegistry()), Infrastructure.client(), Infrastructure.noTracing(),
				DataSize.ofKilobytes(256));
	}

}
