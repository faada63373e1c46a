package io.orderflow.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

import static org.assertj.core.api.Assertions.assertThat;

class UnansweredDeliveryTests {

	private static final String QUEUE = "arn:aws:sqs:eu-central-1:000000000000:invoices";

	@Test
	void anEventThatTheQueueMayHaveIsNotDeadLetteredButFails() throws IOException {
		AtomicInteger calls = new AtomicInteger();
		HttpServer silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		silent.createContext("/", (exchange) -> {
			calls.incrementAndGet();
			exchange.close();
		});
		silent.start();
		URI endpoint = URI.create("http://127.0.0.1:" + silent.getAddress().getPort());
		Target target = new Target("it", QUEUE, QUEUE + "-undelivered", null);
		Message message = new Message(0, new Rule("rule", "bus", "arn", true, "{}", List.of(target)), target, "{}");
		try (SqsClient sqs = Queues.client(endpoint, "eu-central-1")) {
			assertThat(new Deliveries(sqs, endpoint, List.of()).deliver(List.of(message))).containsOnlyKeys(message);
		}
		finally {
			silent.stop(0);
		}
		assertThat(calls).as("calls: none for the dead-letter queue").hasValue(1);
	}

}
