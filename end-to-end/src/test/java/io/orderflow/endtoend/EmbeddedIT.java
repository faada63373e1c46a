package io.orderflow.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pair on the embedded AWS: on every machine.
 */
class EmbeddedIT extends OrderToInvoiceSuite {

	@Override
	Cloud cloud() {
		return EmbeddedCloud.withArchive();
	}

	/** After the thousand orders, and before events that are set aside each time. */
	@Test
	@Order(2)
	void aDayOfEventsThatIsReplayedMakesNoSecondInvoiceAndChangesNothing() {
		List<String> orders = Stream.generate(this.pipeline::placeOrder).limit(10).toList();
		await().until(() -> orders.stream().allMatch((order) -> this.pipeline.order(order).has("invoice")));
		assertThat(this.pipeline.cancel(orders.get(0), "{\"reason\":\"Ordered twice\"}")).isEqualTo(200);
		await().until(() -> this.pipeline.order(orders.get(0)).has("creditNote"));
		List<JsonNode> ordersBefore = orders.stream().map(this.pipeline::order).toList();
		List<List<JsonNode>> invoicesBefore = orders.stream().map(this.pipeline::invoicesOf).toList();
		List<String> numbers = this.pipeline.invoiceNumbers();
		double duplicates = this.pipeline.duplicates();
		this.pipeline.purge("seed");

		DescribeReplayResponse replay = replayTheLastDay();

		assertThat(replay.state()).as(replay.stateReason()).isEqualTo(ReplayState.COMPLETED);
		await().until(() -> this.pipeline.depth("invoices") == 0 && this.pipeline.depth("order-updates") == 0);
		// Each order and cancellation came once more, and each invoice and credit note
		// has one of them.
		await().until(() -> this.pipeline.duplicates() >= duplicates + numbers.size());
		assertThat(this.pipeline.depth("seed")).isEqualTo(numbers.size() - 1);
		assertThat(this.pipeline.receive("seed"))
			.allSatisfy((message) -> assertThat(message.body()).contains("\"replay-name\":\"last-day\""));
		assertThat(this.pipeline.invoiceNumbers()).isEqualTo(numbers);
		assertThat(
				numbers.stream().collect(Collectors.groupingBy((number) -> number.substring(0, number.indexOf('-')))))
			.allSatisfy((series,
					ofIt) -> assertThat(ofIt).containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ofIt.size())
						.mapToObj((number) -> "%s-%06d".formatted(series, number))
						.toList()));
		assertThat(orders.stream().map(this.pipeline::invoicesOf)).isEqualTo(invoicesBefore);
		assertThat(orders.stream().map(this.pipeline::order)).isEqualTo(ordersBefore);
		assertThat(this.pipeline.deadLetters()).isEmpty();
	}

	/** As {@code aws events start-replay} does, and waits for its end. */
	private DescribeReplayResponse replayTheLastDay() {
		String arn = "arn:aws:events:eu-central-1:000000000000:";
		try (EventBridgeClient events = AwsClients
			.configure(EventBridgeClient.builder(), this.pipeline.cloud.eventBridge())
			.build()) {
			events.startReplay((request) -> request.replayName("last-day")
				.eventSourceArn(arn + "archive/orders-archive")
				.eventStartTime(Instant.now().minus(Duration.ofDays(1)))
				.eventEndTime(Instant.now().plusSeconds(1))
				.destination((destination) -> destination.arn(arn + "event-bus/orders")));
			return await().until(() -> events.describeReplay((request) -> request.replayName("last-day")),
					(answer) -> answer.replayEndTime() != null);
		}
	}

}
