package io.orderflow.sqs;

import java.sql.SQLException;
import java.util.List;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.orderflow.sqs.ProcessSpans.TracedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MessageTraceTests {

	private static final String ONE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

	private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private final JsonMapper json = new JsonMapper();

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	@Test
	void eachMessageIsProcessedInItsOwnTraceAndTheBatchLinksToAll() {
		Processing processing = recording().begin("invoices", List.of(message(ONE), message(OTHER)));
		assertThat(processing.trace(0).traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
		assertThat(processing.trace(1).traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
		assertThat(processing.trace(0).traceparent()).isNotEqualTo(ONE);
		assertThat(processing.finish(() -> "done")).isEqualTo("done");
		List<SpanData> finished = this.spans.getFinishedSpanItems();
		assertThat(finished).extracting(SpanData::getName)
			.containsExactly("process invoices", "process invoices", "process_batch invoices");
		assertThat(finished).extracting(SpanData::getParentSpanId)
			.containsExactly("00f067aa0ba902b7", "b7ad6b7169203331", "0000000000000000");
		assertThat(finished.get(2).getLinks()).extracting((link) -> link.getSpanContext().getSpanId())
			.containsExactly(finished.get(0).getSpanId(), finished.get(1).getSpanId());
	}

	@Test
	void whatComesOnceMoreIsLinkedToItsTraceAndNoPartOfIt() {
		recording().begin("invoices", List.of(new TracedMessage("1", null, new MessageTrace(ONE, true))))
			.finish(() -> "done");
		SpanData processed = this.spans.getFinishedSpanItems().get(0);
		assertThat(processed.getParentSpanId()).isEqualTo("0000000000000000");
		assertThat(processed.getTraceId()).isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
		assertThat(processed.getLinks()).extracting(LinkData::getSpanContext)
			.singleElement()
			.satisfies((context) -> assertThat(context.getSpanId()).isEqualTo("00f067aa0ba902b7"));
	}

	@Test
	void whereNothingIsRecordedATraceIsPassedOnAsItCame() {
		for (Tracer off : List.of(Tracer.NOOP, tracer(OpenTelemetry.noop().getTracer("test")))) {
			Processing processing = new ProcessSpans(off).begin("invoices", List.of(message(ONE)));
			assertThat(processing.trace(0).traceparent()).isEqualTo(ONE);
		}
	}

	@Test
	void whatFailsIsAnErrorInTheTraceOfEachMessage() {
		Processing processing = recording().begin("invoices", List.of(message(ONE), message(OTHER)));
		processing.failed(0, "unreadable", "it says nothing");
		assertThatIllegalStateException().isThrownBy(() -> processing.finish(() -> {
			throw new IllegalStateException("the database is away");
		}));
		assertThat(this.spans.getFinishedSpanItems()).hasSize(3)
			.allSatisfy((span) -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
	}

	@Test
	void ofWhatTheDatabaseSaysOnlyTheCodeIsRecorded() {
		SQLException cause = new SQLException("ERROR: Failing row contains (Grace Hopper)", "23514");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> recording().begin("invoices", List.of(message(ONE))).finish(() -> {
				throw new DataIntegrityViolationException("of Grace Hopper", cause);
			}));
		assertThat(this.spans.getFinishedSpanItems()).hasSize(2).allSatisfy((span) -> {
			assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
				.isEqualTo(DataIntegrityViolationException.class.getName());
			assertThat(span.getStatus().getDescription()).endsWith("SQLSTATE 23514");
			assertThat(span.toString() + span.getEvents()).doesNotContain("Grace");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"\"", "7", "\"00-' or 1=1\"",
			"\"00-00000000000000000000000000000000-00f067aa0ba902b7-01\"",
			"\"00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01\"",
			"\"00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01\"",
			"\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more\"",
			"\"cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more\"",
			"\"ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"" })
	void whatIsNoTraceIsIgnored(String traceparent) {
		MessageTrace trace = MessageTrace.of(this.json.readTree(traceparent.isEmpty() ? "{\"detail\":{}}"
				: "{\"detail\":{\"trace\":{\"traceparent\":%s}}}".formatted(traceparent)));
		assertThat(trace.traceId()).isNull();
		assertThat(trace.again()).isFalse();
		recording().begin("invoices", List.of(new TracedMessage("1", "7", trace))).finish(() -> "done");
		assertThat(this.spans.getFinishedSpanItems().get(0).getParentSpanId()).isEqualTo("0000000000000000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
			"cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-09-what-the-future-will-be-like" })
	void ofALaterVersionTheFieldsThatAreKnownAreRead(String traceparent) {
		recording().begin("invoices", List.of(message(traceparent))).finish(() -> "done");
		SpanData processed = this.spans.getFinishedSpanItems().get(0);
		assertThat(processed.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
		assertThat(processed.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://sqs.eu-central-1.amazonaws.com/000000000000/invoices",
			"arn:aws:sqs:eu-central-1:000000000000:invoices" })
	void aQueueIsCalledByItsNameHoweverItWasSet(String setting) {
		recording().begin(setting, List.of(message(ONE))).finish(() -> "done");
		assertThat(this.spans.getFinishedSpanItems()).extracting(SpanData::getName)
			.containsExactly("process invoices", "process_batch invoices");
		assertThat(this.spans.getFinishedSpanItems())
			.extracting((span) -> span.getAttributes().get(AttributeKey.stringKey("messaging.destination.name")))
			.containsOnly("invoices");
	}

	@Test
	void aReplayTellsThatItIsOne() {
		assertThat(MessageTrace.of(this.json.readTree("{\"replay-name\":\"a-day\",\"detail\":{}}")).again()).isTrue();
	}

	private static TracedMessage message(String traceparent) {
		return new TracedMessage("1", "7", new MessageTrace(traceparent, false));
	}

	private ProcessSpans recording() {
		return new ProcessSpans(tracer(SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(this.spans))
			.build()
			.get("test")));
	}

	private static Tracer tracer(io.opentelemetry.api.trace.Tracer tracer) {
		return new OtelTracer(tracer, new OtelCurrentTraceContext(), (event) -> {
		});
	}

}
