package io.orderflow.outbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * An application with the outbox, on the shared infrastructure. It runs no relays of its
 * own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = TestApplication.class, properties = { "eventbridge.outbox.relays=0" })
@ContextConfiguration(initializers = TestApplication.OnInfrastructure.class)
@interface OutboxTest {

}
