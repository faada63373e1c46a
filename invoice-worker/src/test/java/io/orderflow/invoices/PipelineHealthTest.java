package io.orderflow.invoices;

import java.time.Duration;

import io.orderflow.aws.EmbeddedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the service says of itself while what it works with is away.
 */
@ExtendWith(OutputCaptureExtension.class)
class PipelineHealthTest {

	private final Database database = Backing.newDatabase();

	private final EmbeddedAws aws = EmbeddedAws.start();

	private final EventBridgeClient eventBridge = EventBridgeClient.builder()
		.endpointOverride(this.aws.eventBridgeEndpoint())
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.overrideConfiguration((override) -> override.retryStrategy((retries) -> retries.maxAttempts(1)))
		.build();

	private ConfigurableApplicationContext service;

	private RestTestClient http;

	@BeforeEach
	void start() {
		this.service = new SpringApplicationBuilder(InvoiceWorker.class)
			.initializers(
					(context) -> context.getBeanFactory().registerSingleton("eventBridgeOfTheTest", this.eventBridge))
			.run("--server.port=0", "--spring.datasource.url=" + this.database.url(),
					"--spring.datasource.username=postgres", "--spring.datasource.password=postgres",
					"--spring.cloud.aws.endpoint=" + this.aws.sqsEndpoint(),
					"--spring.cloud.aws.credentials.access-key=test", "--spring.cloud.aws.credentials.secret-key=test",
					"--eventbridge.outbox.sample-interval=100ms");
		this.http = RestTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.service.getEnvironment().getProperty("local.server.port"))
			.build();
	}

	@AfterEach
	void stop() {
		this.service.close();
		this.eventBridge.close();
		this.aws.close();
	}

	@Test
	void whileAwsIsAwayItIsReadyForReadersAndThePipelineIsDownWithTheReason() {
		await().until(() -> status("/actuator/health/pipeline") == 200);
		this.aws.close();

		await().atMost(Duration.ofSeconds(30)).until(() -> isDown("eventBuses") && isDown("queues"));
		assertThat(status("/actuator/health/pipeline")).isEqualTo(503);
		assertThat(details("eventBuses").get("reason").asString()).contains("could not be asked", "'orders'");
		assertThat(details("eventBuses").get("fix").asString()).contains("See that EventBridge answers");
		assertThat(details("queues").get("reason").asString()).contains("invoices cannot be reached");
		assertThat(status("/actuator/health/liveness")).isEqualTo(200);
		assertThat(status("/actuator/health/readiness")).isEqualTo(200);
		assertThat(status("/invoices")).isEqualTo(200);
	}

	@Test
	void whileTheDatabaseIsAwayItLivesAndIsNotReadyAndNoProbeIsLogged(CapturedOutput output) {
		this.database.takeAway();

		await().atMost(Duration.ofSeconds(30)).until(() -> isDown("outboxRelay"));
		assertThat(details("outboxRelay").get("reason").asString()).contains("tables could not be read");
		assertThat(status("/actuator/health/liveness")).isEqualTo(200);
		assertThat(status("/actuator/health/readiness")).isEqualTo(503);
		assertThat(output.getOut()).contains("The outbox cannot publish").doesNotContain("health check failed");

		this.database.bringBack();
		await().atMost(Duration.ofSeconds(30))
			.until(() -> status("/actuator/health/readiness") == 200 && !isDown("outboxRelay"));
	}

	private int status(String path) {
		return get(path).getStatus().value();
	}

	private boolean isDown(String component) {
		return component(component).get("status").asString().equals("DOWN");
	}

	private JsonNode details(String component) {
		return component(component).get("details");
	}

	private JsonNode component(String component) {
		return JsonMapper.shared()
			.readTree(get("/actuator/health/pipeline").getResponseBody())
			.at("/components/" + component);
	}

	private EntityExchangeResult<String> get(String path) {
		return this.http.get().uri(path).exchange().returnResult(String.class);
	}

}
