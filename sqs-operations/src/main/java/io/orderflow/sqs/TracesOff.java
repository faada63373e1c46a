package io.orderflow.sqs;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Holds where no receiver of traces is named, so that none are recorded. As a filter it
 * then leaves out what Spring Boot does for each observation, and for traces in meters
 * and logs: it would cost some percent all the same.
 */
class TracesOff implements AutoConfigurationImportFilter, Condition, EnvironmentAware {

	private static final List<String> LEFT_OUT = List.of("org.springframework.boot.micrometer.tracing.autoconfigure.",
			"org.springframework.boot.opentelemetry.autoconfigure.logging.");

	private boolean off;

	@Override
	public void setEnvironment(Environment environment) {
		this.off = isOff(environment);
	}

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return isOff(context.getEnvironment());
	}

	@Override
	public boolean[] match(String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurations.length];
		for (int i = 0; i < matches.length; i++) {
			matches[i] = !this.off || !isLeftOut(autoConfigurations[i]);
		}
		return matches;
	}

	private static boolean isOff(Environment environment) {
		return environment.getProperty("management.opentelemetry.tracing.export.otlp.endpoint", "none").equals("none");
	}

	/**
	 * @param autoConfiguration null where another filter leaves it out
	 */
	private static boolean isLeftOut(@Nullable String autoConfiguration) {
		return autoConfiguration != null && LEFT_OUT.stream().anyMatch(autoConfiguration::startsWith);
	}

}
