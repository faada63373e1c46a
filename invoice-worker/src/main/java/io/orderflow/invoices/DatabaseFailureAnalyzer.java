package io.orderflow.invoices;

import org.flywaydb.core.api.FlywayException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * Says which database the service could not start with, and why.
 */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

	private final Environment environment;

	DatabaseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
		String description = "The database %s cannot be used: %s".formatted(
				this.environment.getProperty("spring.datasource.url"),
				NestedExceptionUtils.getMostSpecificCause(cause).getMessage());
		return new FailureAnalysis(description, "Start PostgreSQL there, or set SPRING_DATASOURCE_URL, "
				+ "SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.", cause);
	}

}
