package io.orderflow.sqs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.support.converter.SqsMessagingMessageConverter;
import io.orderflow.sqs.deadletter.LetterSubject;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/**
 * An application that uses the starter as anyone's would: it remembers what it hears.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class TestApplication {

	@Bean
	SqsMessagingMessageConverter messageConverter() {
		SqsMessagingMessageConverter converter = new SqsMessagingMessageConverter();
		converter.setHeaderMapper(new AttributesApart());
		return converter;
	}

	/** A message that is an id is about it. */
	@Bean
	LetterSubject subject() {
		return (body) -> Optional.of(body).filter((text) -> text.matches("[0-9a-f-]{36}")).map(UUID::fromString);
	}

	@Bean
	Heard heard() {
		return new Heard();
	}

	/**
	 * What was heard.
	 */
	public static class Heard {

		private final List<Message<String>> messages = new CopyOnWriteArrayList<>();

		private final Semaphore mayGoOn = new Semaphore(1);

		@SqsListener(id = "work", queueNames = "${dead-letters.put-back-to}")
		void receive(Message<String> message) {
			this.mayGoOn.acquireUninterruptibly();
			this.messages.add(message);
			this.mayGoOn.release();
		}

		/** Until it is let go on. */
		public void hangs() {
			this.mayGoOn.acquireUninterruptibly();
		}

		public void goesOn() {
			this.mayGoOn.release();
		}

		public List<Message<String>> messages() {
			return this.messages;
		}

		public List<String> bodies() {
			return this.messages.stream().map(Message::getPayload).toList();
		}

	}

}
