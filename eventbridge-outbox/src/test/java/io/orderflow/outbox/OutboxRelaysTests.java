package io.orderflow.outbox;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.aws.Faults;
import io.orderflow.outbox.TestApplication.TestOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OutboxRelaysTests {

	private final Faults faults = Infrastructure.AWS.faults();

	@AfterEach
	void clear() {
		this.faults.clear();
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.relays=0")) {
			application.getBean(TestOutbox.class).clear();
		}
	}

	@Test
	void aCommittedEventGoesOutWithoutWaitingForThePoll() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.poll-interval=1h")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			test.publish(3);
			await().until(() -> test.waiting() == 0);
			assertThat(Infrastructure.receive()).hasSize(3);
		}
	}

	@Test
	void thePollFindsWhatAnInstanceThatIsGoneHasLeft() {
		try (ConfigurableApplicationContext gone = start("--eventbridge.outbox.relays=0")) {
			gone.getBean(TestOutbox.class).publish(12);
		}
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.poll-interval=20ms")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			await().until(() -> test.waiting() == 0);
			assertThat(test.parked()).isZero();
		}
	}

	@Test
	void whileEventBridgeIsDownEventsWaitAndAfterwardsTheyGoOut() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.call-backoff.max=200ms",
				"--eventbridge.outbox.sample-interval=20ms")) {
			MeterRegistry meters = application.getBean(MeterRegistry.class);
			TestOutbox test = application.getBean(TestOutbox.class);
			this.faults.failCalls(1, 503, "ServiceUnavailable");
			test.publish(30);
			await().until(() -> failures(meters) > 3);
			await().until(() -> meters.get("eventbridge.outbox.backlog").gauge().value() == 30);
			assertThat(meters.get("eventbridge.outbox.backlog.age").gauge().value()).isPositive();
			assertThat(test.attempts()).isZero();
			this.faults.clear();
			await().until(() -> meters.get("eventbridge.outbox.backlog").gauge().value() == 0);
			assertThat(meters.get("eventbridge.outbox.published").counter().count()).isEqualTo(30);
			assertThat(test.parked()).isZero();
		}
	}

	@Test
	void anAnswerThatNeverComesCostsNoEvent() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.call-backoff.max=200ms")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			this.faults.dropConnections(true);
			int entries = this.faults.entries();
			test.publish(1);
			await().until(() -> this.faults.entries() > entries);
			assertThat(test.waiting()).as("not known to be taken").isOne();
			this.faults.clear();
			await().until(() -> test.waiting() == 0);
			assertThat(this.faults.entries() - entries).as("at least once").isGreaterThan(1);
		}
	}

	@Test
	void anErrorEndsNoRelay() {
		try (ConfigurableApplicationContext application = startWith(new FailsWithAnError(),
				"--eventbridge.outbox.call-backoff.max=200ms")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			test.publish(1);
			await().until(() -> test.waiting() == 0);
			assertThat(application.getBean(FailsWithAnError.class).errors.get()).isNegative();
		}
	}

	/** Its first calls fail with what is no exception. */
	static class FailsWithAnError implements EventBridgeClient {

		private final AtomicInteger errors = new AtomicInteger(5);

		@Override
		public PutEventsResponse putEvents(PutEventsRequest request) {
			if (this.errors.getAndDecrement() > 0) {
				throw new NoClassDefFoundError("a class of the SDK");
			}
			return PutEventsResponse.builder()
				.entries(request.entries()
					.stream()
					.map((entry) -> PutEventsResultEntry.builder().eventId("an id").build())
					.toList())
				.build();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
			// Holds nothing.
		}

	}

	@Test
	void severalInstancesSendNothingTwice() {
		try (ConfigurableApplicationContext one = start(); ConfigurableApplicationContext other = start()) {
			int entries = this.faults.entries();
			TestOutbox test = one.getBean(TestOutbox.class);
			test.publish(100);
			other.getBean(TestOutbox.class).publish(100);
			await().until(() -> test.waiting() == 0);
			assertThat(this.faults.entries() - entries).isEqualTo(200);
		}
	}

	@Test
	void noRelayIsLeftAfterTheEndAndWhatWasUnderWayWasNotSentTwice() {
		int entries = this.faults.entries();
		try (ConfigurableApplicationContext application = start()) {
			application.getBean(TestOutbox.class).publish(50);
		}
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("outbox-relay-"));
		try (ConfigurableApplicationContext application = start()) {
			TestOutbox test = application.getBean(TestOutbox.class);
			await().until(() -> test.waiting() == 0);
		}
		assertThat(this.faults.entries() - entries).isEqualTo(50);
	}

	private static double failures(MeterRegistry meters) {
		return meters.get("eventbridge.outbox.failed").counters().stream().mapToDouble(Counter::count).sum();
	}

	private ConfigurableApplicationContext start(String... arguments) {
		return startWith(new SimpleMeterRegistry(), arguments);
	}

	private ConfigurableApplicationContext startWith(Object bean, String... arguments) {
		return new SpringApplicationBuilder(TestApplication.class).initializers(new TestApplication.OnInfrastructure())
			.initializers((context) -> context.getBeanFactory().registerSingleton("ofTheTest", bean))
			.run(arguments);
	}

}
