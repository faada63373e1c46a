package io.orderflow.invoices;

import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class TracingTest extends ServiceTest {

	@Autowired
	private ApplicationContext context;

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
	void theLogNamesTracesOnceAndAsElasticCommonSchemaDoes() {
		assertThat(this.context.getBeanNamesForType(Slf4JEventListener.class)).containsExactly("traceAndSpanInTheLog");
	}

}
