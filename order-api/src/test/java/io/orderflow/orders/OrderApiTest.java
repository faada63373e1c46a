package io.orderflow.orders;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * The service as it runs, over HTTP, on the shared PostgreSQL and the embedded AWS. Its
 * relays and its reconciliation do not run by themselves, so that a test can see what it
 * has done.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "orders.currencies=EUR,JPY,USD", "orders.exchange-rates.JPY=0.0056",
				"eventbridge.outbox.relays=0", "eventbridge.outbox.max-age=1d", "orders.reconciliation.interval=1h" })
@ContextConfiguration(initializers = Infrastructure.class)
@AutoConfigureRestTestClient
public @interface OrderApiTest {

}
