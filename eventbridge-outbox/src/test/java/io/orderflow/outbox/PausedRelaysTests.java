package io.orderflow.outbox;

import java.security.Principal;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.aws.Faults;
import io.orderflow.outbox.OutboxRelayEndpoint.Relays;
import io.orderflow.outbox.TestApplication.TestOutbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class PausedRelaysTests {

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

	private final Faults faults = Infrastructure.AWS.faults();

	@AfterEach
	void clear() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.relays=0")) {
			application.getBean(TestOutbox.class).clear();
		}
	}

	@Test
	void whileTheyArePausedNothingGoesOutAndAfterwardsEverythingDoes() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.poll-interval=10ms")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			int before = this.faults.entries();
			CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> test.publish(300));
			await().until(() -> this.faults.entries() > before);
			pause(application);
			publishing.join();
			awaitTwoPassesOfEach(application);

			int entries = this.faults.entries();
			long waiting = test.waiting();
			assertThat(waiting).isEqualTo(300 - (entries - before));
			test.publish(20);
			awaitTwoPassesOfEach(application);
			assertThat(this.faults.entries()).as("nothing goes out").isEqualTo(entries);
			assertThat(test.waiting()).as("nothing is lost").isEqualTo(waiting + 20);

			resume(application);
			await().until(() -> test.waiting() == 0);
			assertThat(this.faults.entries() - before).as("nothing goes out twice").isEqualTo(320);
			assertThat(test.parked()).isZero();
		}
	}

	@Test
	void aPauseHoldsForAllInstancesAndOverARestart() {
		try (ConfigurableApplicationContext one = start("--eventbridge.outbox.poll-interval=10ms")) {
			try (ConfigurableApplicationContext other = start("--eventbridge.outbox.relays=0")) {
				pause(other);
			}
			one.getBean(TestOutbox.class).publish(3);
			awaitTwoPassesOfEach(one);
			assertThat(one.getBean(TestOutbox.class).waiting()).isEqualTo(3);
		}
		try (ConfigurableApplicationContext later = start("--eventbridge.outbox.poll-interval=10ms")) {
			awaitTwoPassesOfEach(later);
			TestOutbox test = later.getBean(TestOutbox.class);
			assertThat(test.waiting()).isEqualTo(3);
			resume(later);
			await().until(() -> test.waiting() == 0);
		}
	}

	@Test
	void whatIsResumedHereGoesOnAtOnce() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.poll-interval=1h")) {
			TestOutbox test = application.getBean(TestOutbox.class);
			pause(application);
			test.publish(25);
			resume(application);
			await().until(() -> test.waiting() == 0);
		}
	}

	@Test
	void whoPausedIsShownWithWhenAndWhyAndIsLogged(CapturedOutput output) {
		try (ConfigurableApplicationContext application = start("--logging.level.io.orderflow=info")) {
			Instant before = Instant.now().minusSeconds(1);
			Relays relays = pause(application);
			assertThat(relays.paused()).isNotNull();
			assertThat(relays.paused().by()).isEqualTo("grace");
			assertThat(relays.paused().because()).isEqualTo("the bus is moved");
			assertThat(relays.paused().at()).isAfter(before);
			assertThat(relays.relays()).hasSize(2).allMatch(RelayState::alive);
			assertThat(relays.relays()).extracting(RelayState::name)
				.containsExactly("outbox-relay-1", "outbox-relay-2");
			assertThat(output).contains("paused by grace, because: the bus is moved");
			assertThat(gauge(application, "eventbridge.outbox.paused")).isOne();

			assertThat(resume(application).paused()).isNull();
			assertThat(output).contains("resumed by grace");
			assertThat(gauge(application, "eventbridge.outbox.paused")).isZero();
		}
	}

	@Test
	void whatIsSoAlreadyIsAConflictAndChangesNothing() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.relays=0")) {
			OutboxRelayEndpoint endpoint = endpoint(application);
			assertThat(endpoint.change("resume", null, GRACE).getStatus()).isEqualTo(409);
			pause(application);
			assertThat(endpoint.change("pause", "another reason", SecurityContext.NONE).getStatus()).isEqualTo(409);
			assertThat(endpoint.show().paused()).extracting(Pause::because).isEqualTo("the bus is moved");
		}
	}

	@Test
	void whatCannotBeAskedForIsRefused() {
		try (ConfigurableApplicationContext application = start("--eventbridge.outbox.relays=0")) {
			OutboxRelayEndpoint endpoint = endpoint(application);
			for (String because : new @Nullable String[] { null, "", " ", "two\nlines", "x".repeat(1001) }) {
				assertThatExceptionOfType(InvalidEndpointRequestException.class)
					.isThrownBy(() -> endpoint.change("pause", because, GRACE))
					.withMessageContaining("because");
			}
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.change("stop", "of a test", GRACE));
			assertThat(endpoint.show().paused()).isNull();
		}
	}

	/** A pass that began before the pause ends with the first. */
	private static void awaitTwoPassesOfEach(ConfigurableApplicationContext application) {
		OutboxRelays relays = application.getBean(OutboxRelays.class);
		for (int pass = 0; pass < 2; pass++) {
			Instant now = Instant.now();
			await().until(() -> relays.states()
				.stream()
				.allMatch((relay) -> relay.lastPass() != null && relay.lastPass().isAfter(now)));
		}
	}

	private static Relays pause(ConfigurableApplicationContext application) {
		return done(endpoint(application).change("pause", "the bus is moved", GRACE));
	}

	private static Relays resume(ConfigurableApplicationContext application) {
		return done(endpoint(application).change("resume", null, GRACE));
	}

	private static Relays done(WebEndpointResponse<?> response) {
		assertThat(response.getStatus()).isEqualTo(200);
		return (Relays) response.getBody();
	}

	private static OutboxRelayEndpoint endpoint(ConfigurableApplicationContext application) {
		return application.getBean(OutboxRelayEndpoint.class);
	}

	private static double gauge(ConfigurableApplicationContext application, String name) {
		return application.getBean(MeterRegistry.class).get(name).gauge().value();
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(TestApplication.class).initializers(new TestApplication.OnInfrastructure())
			.initializers((context) -> context.getBeanFactory()
				.registerSingleton("metersOfTheTest", new SimpleMeterRegistry()))
			.properties("management.endpoints.web.exposure.include=outbox,outboxrelay")
			.run(arguments);
	}

}
