package io.orderflow.endtoend;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An order's way in traces and logs, through both services, which run as in a container.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TraceIT {

	private static final String CLIENT = "00f067aa0ba902b7";

	private final SpanReceiver receiver = new SpanReceiver();

	private Pipeline pipeline;

	@BeforeAll
	void start() {
		this.pipeline = new Pipeline(new EmbeddedCloud(), PostgresProcess.startNew(),
				Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", this.receiver.endpoint(), "OTEL_BSP_SCHEDULE_DELAY", "100",
						"LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"));
	}

	@AfterAll
	void stop() throws IOException {
		if (this.pipeline != null) {
			this.pipeline.close();
		}
		this.receiver.close();
	}

	@Test
	void anOrderIsOneConnectedTraceFromTheClientToItsInvoiceAndBack() {
		String trace = newTraceId();
		String order = placeOrder(trace);
		await().untilAsserted(() -> assertThat(this.receiver.ofTrace(trace)).extracting(ReceivedSpan::title)
			.containsExactlyInAnyOrder("order-api: http post /orders", "order-api: create orders",
					"order-api: send orders", "invoice-worker: process invoices", "invoice-worker: create orders",
					"invoice-worker: send orders", "order-api: process order-updates"));
		Map<String, ReceivedSpan> spans = this.receiver.ofTrace(trace)
			.stream()
			.collect(Collectors.toMap(ReceivedSpan::title, Function.identity()));
		assertParent(spans, "order-api: create orders", "order-api: http post /orders");
		assertParent(spans, "order-api: send orders", "order-api: create orders");
		assertParent(spans, "invoice-worker: process invoices", "order-api: create orders");
		assertParent(spans, "invoice-worker: create orders", "invoice-worker: process invoices");
		assertParent(spans, "invoice-worker: send orders", "invoice-worker: create orders");
		assertParent(spans, "order-api: process order-updates", "invoice-worker: create orders");
		assertThat(spans.get("order-api: http post /orders").parentId()).isEqualTo(CLIENT);
		assertThat(spans.values()).extracting(ReceivedSpan::kind)
			.doesNotContain(SpanKind.SPAN_KIND_INTERNAL, SpanKind.SPAN_KIND_UNSPECIFIED);
		assertThat(spans.get("order-api: create orders").kind()).isEqualTo(SpanKind.SPAN_KIND_PRODUCER);
		ReceivedSpan process = spans.get("invoice-worker: process invoices");
		assertThat(process.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
		assertThat(process.attributes()).containsEntry("messaging.system", "aws_sqs")
			.containsEntry("messaging.destination.name", "invoices")
			.containsEntry("messaging.operation.type", "process")
			.containsEntry("messaging.message.conversation_id", order)
			.containsKey("messaging.message.id");
		assertThat(spans.get("order-api: send orders").attributes())
			.containsEntry("messaging.system", "aws.eventbridge")
			.containsEntry("messaging.destination.name", "orders")
			.containsKey("messaging.message.id");
		assertThat(linkingTo(process)).singleElement()
			.satisfies((batch) -> assertThat(batch.title()).isEqualTo("invoice-worker: process_batch invoices"))
			.satisfies((batch) -> assertThat(batch.attributes()).containsEntry("messaging.batch.message_count", "1"));
	}

	private static void assertParent(Map<String, ReceivedSpan> spans, String child, String parent) {
		assertThat(spans.get(child).parentId()).as(child).isEqualTo(spans.get(parent).id());
	}

	@Test
	void whatIsReplayedOrPutBackIsLinkedToTheTraceOfTheFirstTime() {
		String order = UUID.randomUUID().toString();
		this.pipeline.send("invoices", example(order, newTraceId()).put("replay-name", "a-day").toString());
		assertLinkedAndApart(order);

		String unreadableAtFirst = UUID.randomUUID().toString();
		this.pipeline.send("invoices-undelivered", example(unreadableAtFirst, newTraceId()).toString(),
				Map.of("ERROR_CODE", "NO_PERMISSIONS"));
		await().until(() -> !this.pipeline.deadLetters().isEmpty());
		this.pipeline.settle(this.pipeline.deadLetters().get(0), "put-back");
		assertLinkedAndApart(unreadableAtFirst);
	}

	private ObjectNode example(String order, String traceId) {
		ObjectNode detail = OrderToInvoiceSuite.example().put("id", order);
		detail.putObject("trace").put("traceparent", "00-%s-%s-01".formatted(traceId, CLIENT));
		return (ObjectNode) Pipeline.JSON.readTree(this.pipeline.envelopeOf(detail));
	}

	private void assertLinkedAndApart(String order) {
		await().untilAsserted(() -> assertThat(this.receiver.spans())
			.filteredOn((span) -> order.equals(span.attributes().get("messaging.message.conversation_id"))
					&& span.title().equals("invoice-worker: process invoices"))
			.singleElement()
			.satisfies((span) -> assertThat(span.parentId()).isEmpty())
			.satisfies((span) -> assertThat(span.links()).containsExactly(CLIENT)));
	}

	@Test
	void everyLineIsJsonAndThoseOfAnOrderCarryItsIdsAndNothingOfTheCustomer() {
		String trace = newTraceId();
		String order = placeOrder(trace);
		await().until(() -> this.pipeline.order(order).has("invoice"));
		assertThat(this.pipeline.api.log()).allSatisfy(TraceIT::assertEcs);
		assertThat(this.pipeline.worker.log()).allSatisfy(TraceIT::assertEcs);
		assertThat(linesOf(order, this.pipeline.api)).singleElement()
			.satisfies((line) -> assertIds(line, order, trace));
		assertThat(linesOf(order, this.pipeline.worker)).singleElement()
			.satisfies((line) -> assertIds(line, order, trace));
		for (ServiceProcess service : Set.of(this.pipeline.api, this.pipeline.worker)) {
			assertThat(service.log()).noneMatch((line) -> line.contains("Ada") || line.contains("ada@example.com")
					|| line.contains("London") || line.contains("Analytical"));
		}
	}

	private static void assertEcs(String line) {
		JsonNode entry = Pipeline.JSON.readTree(line);
		assertThat(entry.has("@timestamp")).isTrue();
		assertThat(entry.at("/ecs/version").isString()).isTrue();
		assertThat(entry.at("/service/name").asString()).isIn("order-api", "invoice-worker");
		assertThat(entry.at("/log/level").isString()).isTrue();
	}

	private static List<JsonNode> linesOf(String order, ServiceProcess service) {
		return service.log()
			.stream()
			.map(Pipeline.JSON::readTree)
			.filter((line) -> line.at("/order/id").asString("").equals(order))
			.toList();
	}

	private static void assertIds(JsonNode line, String order, String trace) {
		assertThat(line.at("/order/id").asString()).isEqualTo(order);
		assertThat(line.at("/event/id").asString()).matches("[0-9a-f-]{36}");
		assertThat(line.at("/trace/id").asString()).isEqualTo(trace);
		assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
	}

	private List<ReceivedSpan> linkingTo(ReceivedSpan span) {
		await().until(() -> this.receiver.spans().stream().anyMatch((other) -> other.links().contains(span.id())));
		return this.receiver.spans().stream().filter((other) -> other.links().contains(span.id())).toList();
	}

	private String placeOrder(String traceId) {
		var answer = Http.post(this.pipeline.api.uri("/orders"), Pipeline.ORDER,
				"00-%s-%s-01".formatted(traceId, CLIENT));
		assertThat(answer.statusCode()).isEqualTo(201);
		return Pipeline.JSON.readTree(answer.body()).get("id").asString();
	}

	private static String newTraceId() {
		byte[] id = new byte[16];
		new SecureRandom().nextBytes(id);
		return HexFormat.of().formatHex(id);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60));
	}

}
