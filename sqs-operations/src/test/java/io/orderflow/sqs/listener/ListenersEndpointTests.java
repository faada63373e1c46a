package io.orderflow.sqs.listener;

import java.util.List;

import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.sqs.OperatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an operator sees of the listeners and does with them, with everything real.
 */
@TestPropertySource(properties = "logging.level.io.orderflow.sqs=info")
@ExtendWith(OutputCaptureExtension.class)
class ListenersEndpointTests extends OperatedTest {

	private static final String PAUSE = "{\"action\":\"pause\",\"because\":\"the tax office is closed\"}";

	private static final String RESUME = "{\"action\":\"resume\"}";

	@Autowired
	private MessageListenerContainerRegistry containers;

	@Autowired
	private MeterRegistry meters;

	@Test
	void eachIsShownWithItsQueuesAndItsLastPoll() {
		await().until(() -> listener("work").get("lastPoll").isString());

		assertThat(this.http.get()
			.uri("/actuator/listeners")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).startsWith("{\"listeners\":[{\"id\":\"dead-letters\",\"queues\":[\"")
			.contains("\"state\":\"polling\",\"lastPoll\":\"", "\"paused\":null}");
		assertThat(listener("dead-letters").get("queues").valueStream().map(JsonNode::asString))
			.containsExactlyInAnyOrder(DEAD.name(), UNDELIVERED.name());
	}

	@Test
	void oneThatIsPausedLeavesMessagesInTheQueueUntilItIsResumed(CapturedOutput output) {
		change("work", PAUSE).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.state")
			.isEqualTo("paused")
			.jsonPath("$.paused.by")
			.isEqualTo("anonymous")
			.jsonPath("$.paused.because")
			.isEqualTo("the tax office is closed");
		// Longer than a poll waits: the last one has ended.
		await().until(() -> this.meters.get("sqs.listener.poll.age").tag("queue", WORK.name()).gauge().value() > 1.5);

		WORK.send("one");

		assertThat(this.meters.get("sqs.listener.paused").tag("listener", "work").gauge().value()).isEqualTo(1);
		assertThat(this.meters.get("sqs.listener.paused").tag("listener", "dead-letters").gauge().value()).isZero();
		await().until(() -> messages("visible") == 1);
		assertThat(this.meters.get("sqs.queue.age").tag("queue", WORK.name()).gauge().value()).isNaN();
		assertThat(this.heard.bodies()).isEmpty();
		String health = health();
		assertThat(health).contains("\"status\":\"OUT_OF_SERVICE\"", "Listener work is paused since ",
				"by anonymous: the tax office is closed", "\"fix\":\"");
		assertThat(listener("work").get("state").asString()).isEqualTo("paused");

		change("work", RESUME).expectStatus().isOk();

		await().until(() -> this.heard.bodies().equals(List.of("one")));
		await().until(() -> health().contains("\"status\":\"UP\""));
		assertThat(output).contains("Listener work was paused by anonymous: the tax office is closed",
				"Listener work was resumed by anonymous");
	}

	@Test
	void whatIsInFlightWhenItIsPausedIsFinished() {
		this.heard.hangs();
		try {
			WORK.send("in flight");
			await().until(() -> messages("in_flight") == 1);
			change("work", PAUSE).expectStatus().isOk();
		}
		finally {
			this.heard.goesOn();
		}

		await().until(() -> !this.containers.getContainerById("work").isRunning());
		await().until(() -> this.heard.bodies().equals(List.of("in flight")) && WORK.size() == 0);
		change("work", RESUME).expectStatus().isOk();
	}

	@Test
	void oneThatSomebodyStoppedOtherwiseIsStartedAgain() {
		this.containers.getContainerById("work").stop();

		// And not the poll that was open.
		await().until(() -> this.containers.getContainerById("work").isRunning());
		WORK.send("one");
		await().until(() -> this.heard.bodies().equals(List.of("one")));
		assertThat(listener("work").get("state").asString()).isEqualTo("polling");
	}

	@Test
	void wrongInputIsAnsweredAsSuch() {
		for (String body : List.of("{}", "{", "{\"action\":\"stop\"}", "{\"action\":\"pause\"}",
				"{\"action\":\"pause\",\"because\":\" \"}", "{\"action\":\"pause\",\"because\":\"a\\r\\nb\"}",
				"{\"action\":\"pause\",\"because\":\"\\u0000\"}",
				"{\"action\":\"pause\",\"because\":\"" + "x".repeat(1001) + "\"}")) {
			change("work", body).expectStatus().isBadRequest();
		}
		change("nobody", PAUSE).expectStatus().isNotFound();
		change("work", RESUME).expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Listener work is not paused");
		change("work", PAUSE).expectStatus().isOk();
		change("work", PAUSE).expectStatus().isEqualTo(409);
		change("work", RESUME).expectStatus().isOk();
	}

	@Test
	void whatIsReceivedIsMeasuredByQueue() {
		double before = this.meters.get("sqs.listener.messages").tag("queue", WORK.name()).functionCounter().count();
		this.heard.hangs();
		try {
			WORK.send("one");
			await().until(() -> messages("in_flight") == 1);
		}
		finally {
			this.heard.goesOn();
		}

		await().until(() -> this.meters.get("sqs.listener.messages")
			.tag("queue", WORK.name())
			.functionCounter()
			.count() == before + 1);
		await().until(() -> messages("visible") + messages("in_flight") + messages("delayed") == 0);
		await().until(() -> this.meters.get("sqs.listener.poll.age").tag("queue", WORK.name()).gauge().value() < 1.5);
		await().until(() -> this.meters.get("sqs.queue.age").tag("queue", WORK.name()).gauge().value() == 0);
		String shown = this.http.get()
			.uri("/actuator/metrics/sqs.listener.poll.age")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(shown).contains("\"baseUnit\":\"seconds\"", WORK.name(), DEAD.name(), UNDELIVERED.name());
	}

	private double messages(String state) {
		return this.meters.get("sqs.queue.messages").tags("queue", WORK.name(), "state", state).gauge().value();
	}

	private JsonNode listener(String id) {
		byte[] body = this.http.get()
			.uri("/actuator/listeners")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody();
		return JsonMapper.shared()
			.readTree(body)
			.get("listeners")
			.valueStream()
			.filter((listener) -> listener.get("id").asString().equals(id))
			.findAny()
			.orElseThrow();
	}

	private String health() {
		return this.http.get()
			.uri("/actuator/health/listeners")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private ResponseSpec change(String id, String body) {
		return this.http.post()
			.uri("/actuator/listeners/" + id)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

}
