package io.orderflow.outbox;

import java.util.UUID;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application that uses the starter as anyone's would.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class TestApplication {

	@Bean
	TestOutbox testOutbox(EventOutbox outbox, TransactionTemplate transaction, JdbcClient jdbc) {
		return new TestOutbox(outbox, transaction, jdbc);
	}

	static class OnInfrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			Infrastructure.useForSdk();
			TestPropertyValues.of("spring.datasource.url=" + Infrastructure.jdbcUrl()).applyTo(context);
		}

	}

	/**
	 * What tests do with the outbox.
	 */
	static class TestOutbox {

		final EventOutbox outbox;

		final TransactionTemplate transaction;

		final JdbcClient jdbc;

		TestOutbox(EventOutbox outbox, TransactionTemplate transaction, JdbcClient jdbc) {
			this.outbox = outbox;
			this.transaction = transaction;
			this.jdbc = jdbc;
		}

		static OutboxEvent event(String detail) {
			return new OutboxEvent("orders", "demo.orders", "OrderPlaced", detail);
		}

		/** Each in a transaction of its own. */
		void publish(int events) {
			for (int i = 0; i < events; i++) {
				publish("{\"state\":\"created\",\"id\":\"%s\"}".formatted(UUID.randomUUID()));
			}
		}

		void publish(String detail) {
			this.transaction.executeWithoutResult((status) -> this.outbox.publish(event(detail)));
		}

		void clear() {
			this.jdbc.sql("delete from eventbridge_outbox").update();
			this.jdbc.sql("delete from eventbridge_outbox_pause").update();
			Infrastructure.AWS.faults().clear();
			Infrastructure.drain();
		}

		long waiting() {
			return this.jdbc.sql("select count(*) from eventbridge_outbox where parked_at is null")
				.query(Long.class)
				.single();
		}

		long parked() {
			return this.jdbc.sql("select count(*) from eventbridge_outbox where parked_at is not null")
				.query(Long.class)
				.single();
		}

		int attempts() {
			return this.jdbc.sql("select coalesce(sum(attempts), 0) from eventbridge_outbox")
				.query(Integer.class)
				.single();
		}

		String lastError() {
			return this.jdbc.sql("select last_error from eventbridge_outbox where last_error is not null limit 1")
				.query(String.class)
				.single();
		}

	}

}
