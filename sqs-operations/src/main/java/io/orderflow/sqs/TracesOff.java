package io.orderflow.sqs;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what Spring Boot does for each observation, and for traces in meters and
 * logs, where no traces are recorded: it would cost some percent all the same.
 */
class TracesOff implements AutoConfigurationImportFilter, EnvironmentAware {

	/** Where traces are sent to. */
	static final String RECEIVER = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final List<String> LEFT_OUT = List.of("org.springframework.boot.micrometer.tracing.autoconfigure.",
			"org.springframework.boot.opentelemetry.autoconfigure.logging.");

	private boolean off;

	@Override
	public void setEnvironment(Environment environment) {
		this.off = environment.getProperty(RECEIVER, "none").equals("none");
	}

	@Override
	public boolean[] match(String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurations.length];
		for (int i = 0; i < matches.length; i++) {
			matches[i] = !this.off || !isLeftOut(autoConfigurations[i]);
		}
		return matches;
	}

	/**
	 * @param autoConfiguration null where another filter leaves it out
	 */
	private static boolean isLeftOut(@Nullable String autoConfiguration) {
		return autoConfiguration != null && LEFT_OUT.stream().anyMatch(autoConfiguration::startsWith);
	}

}
