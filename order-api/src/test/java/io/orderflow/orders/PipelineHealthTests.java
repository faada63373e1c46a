package io.orderflow.orders;

import java.time.Duration;
import java.util.UUID;

import io.orderflow.aws.EmbeddedAws;
import io.orderflow.orders.order.SampleOrders;
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
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the service says of itself while what it works with is away.
 */
@ExtendWith(OutputCaptureExtension.class)
class PipelineHealthTests {

	private final EmbeddedAws aws = EmbeddedAws.start();

	private final EventBridgeClient eventBridge = EventBridgeClient.builder()
		.endpointOverride(this.aws.eventBridgeEndpoint())
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.overrideConfiguration((override) -> override.retryStrategy((retries) -> retries.maxAttempts(1)))
		.build();

	private final String database = "health_" + UUID.randomUUID().toString().replace("-", "");

	private ConfigurableApplicationContext service;

	private RestTestClient http;

	@BeforeEach
	void start() {
		String url = Infrastructure.newDatabase(this.database);
		this.service = new SpringApplicationBuilder(OrderApi.class).initializers(new Infrastructure(), (context) -> {
			TestPropertyValues
				.of("spring.datasource.url=" + url, "spring.cloud.aws.sqs.endpoint=" + this.aws.sqsEndpoint())
				.applyTo(context);
			context.getBeanFactory().registerSingleton("eventBridgeOfTheTest", this.eventBridge);
		}).run("--server.port=0", "--eventbridge.outbox.max-age=500ms", "--eventbridge.outbox.sample-interval=100ms");
		this.http = RestTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.service.getEnvironment().getProperty("local.server.port"))
			.build();
	}

	@AfterEach
	void stop() {
		this.service.close();
		this.eventBridge.close();
		this.aws.close();
		Infrastructure.admin().sql("drop database " + this.database + " with (force)").update();
	}

	@Test
	void whileAwsIsAwayOrdersAreTakenAndThePipelineIsDownWithTheReason() {
		await().until(() -> status("/pipeline") == 200);
		this.aws.close();

		this.http.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body(SampleOrders.order())
			.exchange()
			.expectStatus()
			.isCreated();

		await().atMost(Duration.ofSeconds(30))
			.until(() -> isDown("outboxRelay") && isDown("eventBuses") && isDown("queues"));
		assertThat(status("/pipeline")).isEqualTo(503);
		assertThat(details("outboxRelay").get("reason").asString()).contains("events has waited for");
		assertThat(details("outboxRelay").get("lastError").asString()).isEqualTo("SdkClientException");
		assertThat(details("eventBuses").get("reason").asString()).contains("could not be asked", "'orders'");
		assertThat(details("eventBuses").get("fix").asString()).contains("See that EventBridge answers");
		assertThat(details("queues").get("reason").asString()).contains("order-updates cannot be reached");
		assertThat(status("/liveness")).isEqualTo(200);
		assertThat(status("/readiness")).isEqualTo(200);
	}

	@Test
	void whileTheDatabaseIsAwayItLivesAndIsNotReadyAndNoProbeIsLogged(CapturedOutput output) {
		Infrastructure.admin().sql("alter database " + this.database + " allow_connections false").update();
		Infrastructure.admin()
			.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
			.param(this.database)
			.query()
			.listOfRows();

		await().atMost(Duration.ofSeconds(30)).until(() -> isDown("outboxRelay"));
		assertThat(details("outboxRelay").get("reason").asString()).contains("tables could not be read");
		assertThat(status("/liveness")).isEqualTo(200);
		assertThat(status("/readiness")).isEqualTo(503);
		assertThat(output.getOut()).contains("The outbox cannot publish").doesNotContain("health check failed");
		this.http.get().uri("/actuator/outboxrelay").exchange().expectStatus().isEqualTo(503);

		Infrastructure.admin().sql("alter database " + this.database + " allow_connections true").update();
		await().atMost(Duration.ofSeconds(30)).until(() -> status("/readiness") == 200 && status("/pipeline") == 200);
	}

	@Test
	void aPausedRelayIsOutOfServiceUntilItIsResumed() {
		JsonNode paused = post("{\"action\":\"pause\",\"because\":\"the bus is moved\"}");
		assertThat(paused.at("/paused/because").asString()).isEqualTo("the bus is moved");
		assertThat(paused.at("/paused/by").asString()).isEqualTo("anonymous");
		assertThat(paused.at("/relays/0/name").asString()).isEqualTo("outbox-relay-1");
		assertThat(component("outboxRelay").get("status").asString()).isEqualTo("OUT_OF_SERVICE");
		assertThat(status("/pipeline")).isEqualTo(503);
		JsonNode resumed = post("{\"action\":\"resume\"}");
		assertThat(resumed.has("paused")).as("said, and not left out").isTrue();
		assertThat(resumed.get("paused").isNull()).isTrue();
		await().until(() -> status("/pipeline") == 200);
	}

	private JsonNode post(String body) {
		return JsonMapper.shared()
			.readTree(this.http.post()
				.uri("/actuator/outboxrelay")
				.contentType(MediaType.APPLICATION_JSON)
				.body(body)
				.exchange()
				.expectStatus()
				.isOk()
				.returnResult(String.class)
				.getResponseBody());
	}

	private int status(String probe) {
		return get(probe).getStatus().value();
	}

	private boolean isDown(String component) {
		return component(component).get("status").asString().equals("DOWN");
	}

	private JsonNode details(String component) {
		return component(component).get("details");
	}

	private JsonNode component(String component) {
		return JsonMapper.shared().readTree(get("/pipeline").getResponseBody()).at("/components/" + component);
	}

	private EntityExchangeResult<String> get(String probe) {
		return this.http.get().uri("/actuator/health" + probe).exchange().returnResult(String.class);
	}

}
