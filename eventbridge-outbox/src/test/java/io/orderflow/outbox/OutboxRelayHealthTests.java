package io.orderflow.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.aws.Faults;
import io.orderflow.outbox.TestApplication.TestOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OutboxRelayHealthTests {

	private static final String DATABASE = "taken_away";

	private final Faults faults = Infrastructure.AWS.faults();

	@BeforeEach
	void database() {
		Infrastructure.admin().sql("create database " + DATABASE).update();
	}

	@AfterEach
	void clear() {
		this.faults.clear();
		Infrastructure.drain();
		Infrastructure.admin().sql("drop database " + DATABASE + " with (force)").update();
	}

	@Test
	void aWorkingOutboxIsUpAndSaysWhatWaits() {
		try (ConfigurableApplicationContext application = start()) {
			Health health = health(application);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("backlog", 0L).doesNotContainKeys("reason", "lastError");
		}
	}

	@Test
	void anInstanceWithoutRelaysIsUp() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.relays=0")) {
			assertThat(health(application).getStatus()).isEqualTo(Status.UP);
			assertThat(alive(application)).isZero();
		}
	}

	@Test
	void aRelayThatHasEndedIsNamedAndTheOtherCarriesOn() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.poll-interval=1h")) {
			await().until(() -> alive(application) == 2);
			Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().equals("outbox-relay-2"))
				.forEach(Thread::interrupt);
			await().until(() -> alive(application) == 1);
			assertFinding(health(application), Status.DOWN, "1 of 2 relays are alive; ended: outbox-relay-2",
					"Restart this instance");
			TestOutbox test = application.getBean(TestOutbox.class);
			test.publish(1);
			await().until(() -> test.waiting() == 0);
		}
	}

	@Test
	void relaysThatDoNotRunAreMissed() {
		try (ConfigurableApplicationContext application = start()) {
			application.getBean(OutboxRelays.class).stop();
			assertFinding(health(application), Status.DOWN, "0 of 2 relays are alive", "Restart");
		}
	}

	@Test
	void aRelayThatStandsStillIsNamed() {
		CountDownLatch answer = new CountDownLatch(1);
		EventBridgeClient hanging = new FailingClient() {

			@Override
			public PutEventsResponse putEvents(PutEventsRequest request) {
				try {
					answer.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				throw FailingClient.refusal("InternalException");
			}

		};
		try (ConfigurableApplicationContext application = startWith(hanging, "--eventbridge.outbox.relays=1")) {
			OutboxRelays relays = application.getBean(OutboxRelays.class);
			OutboxRelayHealth health = new OutboxRelayHealth(relays, application.getBean(BacklogSampler.class), 1,
					Duration.ofMillis(20), Duration.ofMinutes(1));
			// Its warming up hangs as well.
			await().until(() -> health.health().getStatus().equals(Status.DOWN));
			assertFinding(health.health(), Status.DOWN, "Standing still, in one pass", "thread dump");
			assertThat(health.health().getDetails().get("reason")).asString().contains("outbox-relay-1");
			assertThat(health(application).getStatus()).as("not for long enough").isEqualTo(Status.UP);
			answer.countDown();
			await().until(() -> health.health().getStatus().equals(Status.UP));
		}
	}

	@Test
	void anEventThatWaitsForTooLongIsTold() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.relays=0",
				"--eventbridge.outbox.sample-interval=20ms")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			test.publish(2);
			await().until(() -> Long.valueOf(2).equals(health(application).getDetails().get("backlog")));
			assertThat(health(application).getStatus()).isEqualTo(Status.UP);
			test.jdbc.sql("update eventbridge_outbox set created_at = now() - interval '61 s' where id = 1").update();
			await().until(() -> health(application).getStatus().equals(Status.DOWN));
			assertFinding(health(application), Status.DOWN, "The oldest of 2 events has waited for 61 s", "last_error");
			assertThat((double) health(application).getDetails().get("oldestSeconds")).isGreaterThan(60);
		}
	}

	@Test
	void whereThereIsTooMuchToCountTheAgeIsKnownAndTheDatabaseIsNotBlamed() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.relays=0")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			test.publish(1);
			test.jdbc.sql("update eventbridge_outbox set created_at = now() - interval '61 s'").update();
			SimpleMeterRegistry meters = new SimpleMeterRegistry();
			OutboxRows rows = new OutboxRows(application.getBean(DataSource.class)) {

				@Override
				Backlog backlog() {
					throw new QueryTimeoutException("canceling statement due to user request");
				}

			};
			BacklogSampler sampler = new BacklogSampler(rows, application.getBean(Pauses.class),
					new OutboxMetrics(meters));
			Health health = new OutboxRelayHealth(application.getBean(OutboxRelays.class), sampler, 0,
					Duration.ofMinutes(1), Duration.ofMinutes(1))
				.health();
			assertFinding(health, Status.DOWN,
					"The oldest of more events than can be counted in time has waited for 61 s", "last_error");
			assertThat(health.getDetails()).doesNotContainKey("backlog");
			assertThat(meters.get("eventbridge.outbox.backlog.age").gauge().value()).isGreaterThan(60);
			assertThat(meters.get("eventbridge.outbox.backlog").gauge().value()).isNaN();
		}
	}

	@Test
	void whyItWaitsDecidesWhatToDo() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.sample-interval=20ms",
				"--eventbridge.outbox.max-age=100ms", "--eventbridge.outbox.call-backoff.max=100ms")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			this.faults.failCalls(1, 400, "AccessDeniedException");
			test.publish(1);
			await().untilAsserted(() -> assertFinding(health(application), Status.DOWN, "max-age", "events:PutEvents"));
			assertThat(health(application).getDetails()).containsEntry("lastError", "AccessDeniedException");
			this.faults.failCalls(1, 400, "ResourceNotFoundException");
			await().untilAsserted(
					() -> assertFinding(health(application), Status.DOWN, "max-age", "column bus of the table"));
			this.faults.clear();
			await().until(() -> health(application).getStatus().equals(Status.UP));
			assertThat(health(application).getDetails()).doesNotContainKey("lastError");
		}
	}

	@Test
	void pausedRelaysAreOutOfServiceHoweverOldTheirEventsAre() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.sample-interval=20ms",
				"--eventbridge.outbox.max-age=1ms")) {
			application.getBean(Pauses.class).pause("grace", "the bus is moved");
			application.getBean(TestOutbox.class).publish(1);
			await().until(() -> Long.valueOf(1).equals(health(application).getDetails().get("backlog")));
			assertFinding(health(application), Status.OUT_OF_SERVICE, "by grace, because: the bus is moved", "resume");
		}
	}

	@Test
	void aDatabaseThatIsAwayIsToldAndThePauseIsKnownStill() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.sample-interval=20ms",
				"--spring.datasource.hikari.connection-timeout=250")) {
			application.getBean(Pauses.class).pause("grace", "the bus is moved");
			await().until(() -> gauge(application, "eventbridge.outbox.paused") == 1);
			Infrastructure.admin().sql("alter database " + DATABASE + " allow_connections false").update();
			Infrastructure.admin()
				.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
				.param(DATABASE)
				.query()
				.listOfRows();
			await().until(() -> health(application).getStatus().equals(Status.DOWN));
			assertFinding(health(application), Status.DOWN, "The outbox's tables could not be read: ",
					"See that the database answers");
			assertThat(gauge(application, "eventbridge.outbox.paused")).isOne();
			assertThat(gauge(application, "eventbridge.outbox.backlog")).isNaN();
			assertThat(alive(application)).as("no relay ends for that").isEqualTo(2);
			Infrastructure.admin().sql("alter database " + DATABASE + " allow_connections true").update();
			await().until(() -> health(application).getStatus().equals(Status.OUT_OF_SERVICE));
		}
	}

	@Test
	void anApplicationWithoutHealthStartsWithoutIt() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
							JdbcClientAutoConfiguration.class, EventBridgeOutboxAutoConfiguration.class,
							OutboxRelaysAutoConfiguration.class, OutboxHealthAutoConfiguration.class))
			.withInitializer(new TestApplication.OnInfrastructure())
			.withPropertyValues("eventbridge.outbox.relays=0")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(OutboxRelays.class)
				.doesNotHaveBean("outboxRelayHealthIndicator")
				.doesNotHaveBean("eventBusesHealthIndicator"));
	}

	private static void assertFinding(Health health, Status status, String reason, String fix) {
		assertThat(health.getStatus()).isEqualTo(status);
		assertThat(health.getDetails().get("reason")).asString().contains(reason);
		assertThat(health.getDetails().get("fix")).asString().contains(fix);
	}

	private static Health health(ConfigurableApplicationContext application) {
		return application.getBean(OutboxRelayHealth.class).health();
	}

	private static double alive(ConfigurableApplicationContext application) {
		return gauge(application, "eventbridge.outbox.relays.alive");
	}

	private static double gauge(ConfigurableApplicationContext application, String name) {
		return application.getBean(MeterRegistry.class).get(name).gauge().value();
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return startWith("nothing", arguments);
	}

	private static ConfigurableApplicationContext startWith(Object bean, String... arguments) {
		return new SpringApplicationBuilder(TestApplication.class).initializers(new TestApplication.OnInfrastructure())
			.initializers((context) -> {
				TestPropertyValues.of("spring.datasource.url=" + Infrastructure.jdbcUrl(DATABASE)).applyTo(context);
				context.getBeanFactory().registerSingleton("ofTheTest", bean);
				context.getBeanFactory().registerSingleton("metersOfTheTest", new SimpleMeterRegistry());
			})
			.properties("logging.level.io.orderflow=off")
			.run(arguments);
	}

}
