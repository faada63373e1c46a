package io.orderflow.sqs;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.ContextPropagators;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Where no receiver of traces is named, by {@code OTEL_EXPORTER_OTLP_ENDPOINT} or
 * {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}, none are recorded: those that clients send
 * are passed on as they came. Of an application with Spring Boot's
 * {@code spring-boot-micrometer-tracing-opentelemetry}.
 */
@AutoConfiguration(
		beforeName = { "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
				TracingAutoConfiguration.OF_SPRING_BOOT })
@ConditionalOnClass(value = Slf4JEventListener.class, name = TracingAutoConfiguration.OF_SPRING_BOOT)
public class TracingAutoConfiguration {

	static final String OF_SPRING_BOOT = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure."
			+ "OpenTelemetryTracingAutoConfiguration";

	TracingAutoConfiguration() {
	}

	/** The log names them as Elastic Common Schema does. */
	@Bean
	Slf4JEventListener traceAndSpanInTheLog() {
		return new Slf4JEventListener("trace.id", "span.id");
	}

	/** In place of what {@link TracesOff} leaves out. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(TracesOff.class)
	static class PassOn {

		@Bean
		OpenTelemetry passOnly(ContextPropagators propagators) {
			return OpenTelemetry.propagating(propagators);
		}

		/** A request that brings no trace costs nothing. */
		@Bean
		ObservationHandler<?> onlyOfReceivedTraces(Tracer tracer, Propagator propagator) {
			return new PropagatingReceiverTracingObservationHandler<>(tracer, propagator) {

				@Override
				public boolean supportsContext(Observation.Context context) {
					return context instanceof ReceiverContext<?> received && isTraced(received);
				}

			};
		}

		private static <T> boolean isTraced(ReceiverContext<T> received) {
			return received.getGetter().get(received.getCarrier(), "traceparent") != null;
		}

	}

}
