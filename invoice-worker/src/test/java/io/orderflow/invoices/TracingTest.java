package io.orderflow.invoices;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class TracingTest extends ServiceTest {

	private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private ObservationRegistry observations;

	@Autowired
	private Tracer tracer;

	@Test
	void withoutAReceiverNothingIsRecorded() {
		assertThat(this.context.getBean(OpenTelemetry.class)
			.getTracer("test")
			.spanBuilder("one")
			.startSpan()
			.getSpanContext()
			.isValid()).isFalse();
	}

	@Test
	void withoutAReceiverARequestsOwnTraceGoesOn() {
		Map<String, String> headers = Map.of("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(TRACE_ID));
		assertThat(spanOfRequest(headers)).isNotNull()
			.extracting((span) -> span.context().traceId())
			.isEqualTo(TRACE_ID);
	}

	@Test
	void withoutAReceiverARequestWithoutATraceHasNoSpan() {
		assertThat(spanOfRequest(Map.of())).isNull();
	}

	private @Nullable Span spanOfRequest(Map<String, String> headers) {
		ReceiverContext<Map<String, String>> request = new ReceiverContext<>(Map::get);
		request.setCarrier(headers);
		return Observation.createNotStarted("request", () -> request, this.observations)
			.observe(() -> Observation.createNotStarted("within", this.observations).observe(this.tracer::currentSpan));
	}

	@Test
	void theLogNamesTracesOnceAndAsElasticCommonSchemaDoes() {
		assertThat(this.context.getBeanNamesForType(Slf4JEventListener.class)).containsExactly("traceAndSpanInTheLog");
	}

}
