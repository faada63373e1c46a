package io.orderflow.aws;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.orderflow.aws.Clients.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PutEventsTests {

	private final EmbeddedAws aws = EmbeddedAws.start();

	private final Clients clients = Clients.of(this.aws);

	@AfterEach
	void stop() {
		this.clients.close();
		this.aws.close();
	}

	@Test
	void aMatchingEventReachesTheQueueInItsEnvelope() {
		PutEventsResponse answer = this.clients.put(orderPlaced("{\"state\":\"created\",\"gross\":30.00}").toBuilder()
			.time(Instant.parse("2026-11-23T10:15:30.123456Z"))
			.resources("order/1")
			.build());
		assertThat(answer.failedEntryCount()).isZero();
		List<Message> messages = this.clients.receive("invoices");
		assertThat(messages).hasSize(1);
		assertThat(messages.get(0).body()).isEqualTo("{\"version\":\"0\",\"id\":\"" + answer.entries().get(0).eventId()
				+ "\",\"detail-type\":\"OrderPlaced\",\"source\":\"demo.orders\",\"account\":\"000000000000\","
				+ "\"time\":\"2026-11-23T10:15:30Z\",\"region\":\"eu-central-1\",\"resources\":[\"order/1\"],"
				+ "\"detail\":{\"state\":\"created\",\"gross\":30.00}}");
	}

}
