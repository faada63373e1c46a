package io.orderflow.sqs;

import java.util.Map;

/**
 * What an application is told on the tests' infrastructure.
 */
public final class Settings {

	private Settings() {
	}

	/**
	 * @param queue that it listens to
	 * @param deadLetterQueues with commas between
	 */
	public static Map<String, String> of(Database database, String queue, String deadLetterQueues) {
		return Map.ofEntries(Map.entry("spring.datasource.url", database.url()),
				Map.entry("spring.datasource.username", "postgres"), Map.entry("spring.flyway.enabled", "false"),
				Map.entry("spring.datasource.hikari.connection-timeout", "1000"),
				Map.entry("spring.datasource.hikari.validation-timeout", "500"),
				Map.entry("spring.mvc.problemdetails.enabled", "true"),
				Map.entry("spring.cloud.aws.sqs.endpoint", Infrastructure.aws().sqsEndpoint().toString()),
				Map.entry("spring.cloud.aws.region.static", "eu-central-1"),
				Map.entry("spring.cloud.aws.credentials.access-key", "test"),
				Map.entry("spring.cloud.aws.credentials.secret-key", "test"),
				Map.entry("spring.cloud.aws.sqs.queue-not-found-strategy", "fail"),
				Map.entry("spring.cloud.aws.sqs.listener.poll-timeout", "1s"),
				Map.entry("management.endpoints.web.exposure.include", "*"),
				Map.entry("management.endpoint.health.show-details", "always"),
				Map.entry("dead-letters.put-back-to", queue), Map.entry("dead-letters.queues", deadLetterQueues),
				Map.entry("dead-letters.poll-wait", "1s"), Map.entry("dead-letters.sample-interval", "500ms"),
				Map.entry("sqs.operations.check-interval", "200ms"),
				Map.entry("sqs.operations.retry-interval", "500ms"),
				Map.entry("sqs.operations.sample-interval", "500ms"),
				Map.entry("sqs.operations.health-max-age", "100ms"), Map.entry("sqs.operations.stalled-after", "4s"));
	}

}
