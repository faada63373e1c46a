package io.orderflow.outbox;

import java.util.List;

import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.orderflow.outbox.TestApplication.TestOutbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@OutboxTest
class EventTracingTests {

	private static final ContextPropagators W3C = ContextPropagators.create(W3CTraceContextPropagator.getInstance());

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private final EventTracing tracing = tracing(
			SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(this.spans)).build().get("test"));

	@Autowired
	private TestOutbox test;

	@Autowired
	private DataSource dataSource;

	@Autowired
	private PlatformTransactionManager transactions;

	@BeforeEach
	@AfterEach
	void clear() {
		this.test.clear();
	}

	@Test
	void anEventIsMadeAndSentInTheTraceOfItsParent() {
		String traceparent = this.tracing.create("orders", "OrderPlaced", PARENT);
		publish("""
				{"state":"created","n":1}""", traceparent);
		relay().relay();
		assertThat(Infrastructure.receive()).hasSize(1);
		assertThat(this.spans.getFinishedSpanItems()).extracting(SpanData::getName, SpanData::getKind)
			.containsExactly(tuple("create orders", SpanKind.PRODUCER), tuple("send orders", SpanKind.CLIENT));
		SpanData created = this.spans.getFinishedSpanItems().get(0);
		SpanData sent = this.spans.getFinishedSpanItems().get(1);
		assertThat(created.getTraceId()).isEqualTo(TRACE);
		assertThat(created.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
		assertThat(traceparent).isEqualTo("00-" + TRACE + "-" + created.getSpanId() + "-01");
		assertThat(sent.getTraceId()).isEqualTo(TRACE);
		assertThat(sent.getParentSpanId()).isEqualTo(created.getSpanId());
		assertThat(sent.getAttributes().asMap())
			.containsEntry(AttributeKey.stringKey("messaging.system"), "aws.eventbridge")
			.containsEntry(AttributeKey.stringKey("messaging.operation.type"), "send")
			.containsKey(AttributeKey.stringKey("messaging.message.id"));
	}

	@Test
	void eachTryOfAnEventIsASpanAndSaysWhyItFailed() {
		publish("""
				{"state":"created","fails":true}""", PARENT);
		Infrastructure.AWS.faults().failEntriesWhere((detail) -> detail.contains("fails"), "InternalFailure");
		relay().relay();
		Infrastructure.AWS.faults().clear();
		this.test.jdbc.sql("update eventbridge_outbox set next_attempt_at = now()").update();
		relay().relay();
		List<SpanData> tries = this.spans.getFinishedSpanItems();
		assertThat(tries).extracting((span) -> span.getStatus().getStatusCode())
			.containsExactly(StatusCode.ERROR, StatusCode.UNSET);
		assertThat(tries.get(0).getAttributes().get(AttributeKey.stringKey("error.type"))).isEqualTo("InternalFailure");
		assertThat(tries.get(0).getStatus().getDescription()).isEqualTo("InternalFailure");
	}

	@Test
	void anEventOfNoTraceIsSentWithoutASpan() {
		publish("""
				{"state":"created","n":2}""", null);
		relay().relay();
		assertThat(Infrastructure.receive()).extracting(Message::body).hasSize(1);
		assertThat(this.spans.getFinishedSpanItems()).isEmpty();
	}

	@Test
	void whereNothingIsRecordedATraceIsPassedOnAsItCame() {
		EventTracing off = tracing(OpenTelemetry.propagating(W3C).getTracer("test"));
		assertThat(off.create("orders", "OrderPlaced", PARENT)).isEqualTo(PARENT);
		assertThat(off.create("orders", "OrderPlaced")).isNull();
		assertThat(Infrastructure.noTracing().create("orders", "OrderPlaced", PARENT)).isEqualTo(PARENT);
		assertThat(Infrastructure.noTracing().create("orders", "OrderPlaced")).isNull();
	}

	private void publish(String detail, @Nullable String traceparent) {
		this.test.transaction.executeWithoutResult((status) -> this.test.outbox
			.publish(new OutboxEvent("orders", "demo.orders", "OrderPlaced", detail, traceparent)));
	}

	private Relay relay() {
		return Infrastructure.relay(new TransactionTemplate(this.transactions), this.dataSource,
				new OutboxMetrics(new SimpleMeterRegistry()), Infrastructure.client(), this.tracing,
				DataSize.ofKilobytes(256));
	}

	private static EventTracing tracing(Tracer tracer) {
		return new EventTracing(new OtelTracer(tracer, new OtelCurrentTraceContext(), (event) -> {
		}), new OtelPropagator(W3C, tracer));
	}

}
