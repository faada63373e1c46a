package io.orderflow.sqs;

import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.ContextPropagators;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

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

	@Bean
	@ConditionalOnProperty(name = "management.opentelemetry.tracing.export.otlp.endpoint", havingValue = "none",
			matchIfMissing = true)
	OpenTelemetry passOnly(ContextPropagators propagators) {
		return OpenTelemetry.propagating(propagators);
	}

	/** The log names them as Elastic Common Schema does. */
	@Bean
	Slf4JEventListener traceAndSpanInTheLog() {
		return new Slf4JEventListener("trace.id", "span.id");
	}

}
