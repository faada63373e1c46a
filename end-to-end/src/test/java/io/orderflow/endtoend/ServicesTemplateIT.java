package io.orderflow.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The services with exactly the environment of {@code infrastructure/services.yaml}, on a
 * database that speaks TLS, and allowed what the template's roles allow and nothing else.
 */
class ServicesTemplateIT {

	private static final Path TEMPLATE = Path.of("../infrastructure/services.yaml");

	@TempDir
	private static Path folder;

	private static PostgresProcess postgres;

	private static Certificate certificate;

	@BeforeAll
	static void startADatabaseThatSpeaksTls() throws Exception {
		postgres = PostgresProcess.startNew();
		certificate = Certificate.create(folder, "server");
		for (String setting : List.of("ssl_cert_file = '%s'".formatted(certificate.chain()),
				"ssl_key_file = '%s'".formatted(certificate.key()), "ssl = on")) {
			postgres.jdbc("postgres").sql("alter system set " + setting).update();
		}
		postgres.jdbc("postgres").sql("select pg_reload_conf()").query(Boolean.class).single();
		Awaitility.await()
			.until(() -> postgres.jdbc("postgres").sql("show ssl").query(String.class).single().equals("on"));
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
	}

	@Test
	void anOrderIsInvoicedOverVerifiedTlsWithEveryPermissionUsedAndNoneMissing() throws Exception {
		Cloud cloud = new EmbeddedCloud();
		try (ProxiedCloud ofTheWorker = new ProxiedCloud(cloud); ProxiedCloud ofTheApi = new ProxiedCloud(cloud)) {
			RolePolicy workersRole = guard(ofTheWorker, "InvoiceWorkerRole");
			RolePolicy apisRole = guard(ofTheApi, "OrderApiRole");
			try (ServiceProcess worker = start("invoice-worker", "InvoiceWorkerTask", ofTheWorker, Map.of());
					ServiceProcess api = start("order-api", "OrderApiTask", ofTheApi, Map.of())) {
				String order = Pipeline.JSON.readTree(Http.post(api.uri("/orders"), Pipeline.ORDER).body())
					.get("id")
					.asString();
				Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.until(() -> Pipeline.JSON.readTree(Http.get(api.uri("/orders/" + order)).body()).has("invoice"));
				assertThat(Http
					.postThroughTlsProxy(api.uri("/orders"), Pipeline.ORDER, "https://" + api.uri("/").getHost())
					.statusCode()).isEqualTo(201);
				collectAndPutBack(worker, cloud, "invoices");
				collectAndPutBack(api, cloud, "order-updates");
				// Which asks whether the bus is there.
				List.of(worker, api)
					.forEach((service) -> assertThat(Http.get(service.uri("/actuator/health/pipeline")).statusCode())
						.isEqualTo(200));
				for (RolePolicy role : List.of(workersRole, apisRole)) {
					// Which a message needs that is to come back sooner: hardly ever.
					Awaitility.await()
						.untilAsserted(() -> assertThat(without("ChangeMessageVisibility", role.used()))
							.isEqualTo(without("ChangeMessageVisibility", role.allowed())));
					assertThat(role.denied()).isEmpty();
				}
			}
		}
	}

	@Test
	void withAnIssuerItDemandsTokens() throws Exception {
		Map<String, String> given = Map.of("IssuerUri", "https://login.example.com/", "PublicUrl",
				"https://orders.example.com");
		try (Cloud cloud = new EmbeddedCloud();
				ServiceProcess worker = start("invoice-worker", "InvoiceWorkerTask", cloud, given);
				ServiceProcess api = start("order-api", "OrderApiTask", cloud, given)) {
			assertThat(Http.post(api.uri("/orders"), Pipeline.ORDER).statusCode()).isEqualTo(401);
			assertThat(Http.get(worker.uri("/invoices")).statusCode()).isEqualTo(401);
			assertThat(environment("OrderApiTask", given)).containsEntry("ORDERS_INVOICESURL",
					"https://orders.example.com");
		}
	}

	@Test
	void aDatabaseOfAnotherAuthorityOrNameIsRefused() throws Exception {
		Certificate another = Certificate.create(folder, "another");
		String url = environment("OrderApiTask", Map.of()).get("SPRING_DATASOURCE_URL");
		assertThat(url).contains("env:DATABASE_CA");
		connect(url, certificate);
		assertThatThrownBy(() -> connect(url, another)).isInstanceOf(SQLException.class)
			.hasMessageContaining("PKIX path validation failed");
		assertThatThrownBy(() -> connect(url.replace("//localhost:", "//127.0.0.1:"), certificate))
			.isInstanceOf(SQLException.class)
			.hasMessageContaining("hostname 127.0.0.1");
	}

	private static void connect(String url, Certificate ca) throws SQLException {
		String fromFile = url.replace("env:DATABASE_CA", "file:" + ca.root());
		try (Connection connection = DriverManager.getConnection(fromFile, "postgres", "postgres")) {
			assertThat(connection.isValid(1)).isTrue();
		}
	}

	private static RolePolicy guard(ProxiedCloud cloud, String role) throws IOException {
		RolePolicy policy = new RolePolicy(template(Map.of()).properties(role));
		policy.guard(cloud.sqs, "sqs");
		policy.guard(cloud.eventBridge, "events");
		return policy;
	}

	private static ServiceProcess start(String name, String task, Cloud cloud, Map<String, String> parameters)
			throws IOException {
		Map<String, String> environment = environment(task, parameters);
		environment.put("DATABASE_CA", Files.readString(certificate.root()));
		environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test",
				"AWS_ENDPOINT_URL_EVENTBRIDGE", cloud.eventBridge().toString(), "AWS_ENDPOINT_URL_SQS",
				cloud.sqs().toString(), "SERVER_ADDRESS", "127.0.0.1"));
		return ServiceProcess.start(name, environment);
	}

	/**
	 * What cannot be read goes to the dead letters and is collected there, as is what the
	 * rule could not deliver; both are put back.
	 */
	private static void collectAndPutBack(ServiceProcess service, Cloud cloud, String queue) {
		try (SqsClient sqs = AwsClients.configure(SqsClient.builder(), cloud.sqs()).build()) {
			for (String name : List.of(queue, queue + "-undelivered")) {
				String url = sqs.getQueueUrl((request) -> request.queueName(name)).queueUrl();
				sqs.sendMessage((message) -> message.queueUrl(url).messageBody("not json"));
			}
		}
		URI letters = service.uri("/actuator/deadletters");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> Pipeline.JSON.readTree(Http.get(letters).body()).get("items").size() == 2);
		Pipeline.JSON.readTree(Http.get(letters).body())
			.get("items")
			.forEach((letter) -> assertThat(
					Http.post(service.uri("/actuator/deadletters/" + letter.get("id")), "{\"action\":\"put-back\"}")
						.statusCode())
				.isEqualTo(200));
	}

	private static Map<String, String> environment(String task, Map<String, String> parameters) throws IOException {
		Map<String, Object> container = CloudFormation
			.members(CloudFormation.items(template(parameters).properties(task).get("ContainerDefinitions")).get(0));
		Map<String, String> environment = new HashMap<>();
		CloudFormation.items(container.get("Environment"))
			.stream()
			.map(CloudFormation::members)
			.forEach((variable) -> environment.put(variable.get("Name").toString(), variable.get("Value").toString()));
		CloudFormation.items(container.get("Secrets"))
			.stream()
			.map(CloudFormation::members)
			.forEach((secret) -> environment.put(secret.get("Name").toString(), "postgres"));
		return environment;
	}

	/** With parameters besides those that have no default. */
	private static CloudFormation template(Map<String, String> parameters) throws IOException {
		URI database = URI.create(postgres.url("orders").substring("jdbc:".length()));
		Map<String, String> values = new TreeMap<>(Map.of("AWS::Region", "eu-central-1", "AWS::AccountId",
				"123456789012", "AWS::Partition", "aws", "LoadBalancer.DNSName", "lb.example.com"));
		for (String name : List.of("OrdersDatabase", "InvoicesDatabase")) {
			values.put(name + ".Endpoint.Address", "localhost");
			values.put(name + ".Endpoint.Port", String.valueOf(database.getPort()));
		}
		values.putAll(Map.of("SellerName", "Books GmbH", "SellerEmail", "billing@example.com", "SellerStreet",
				"Allee 1", "SellerPostcode", "10115", "SellerCity", "Berlin", "SellerCountry", "DE", "SellerVatId",
				"DE999999999", "SellerIban", "DE89370400440532013000", "SellerBic", "COBADEFFXXX"));
		values.putAll(parameters);
		return new CloudFormation(TEMPLATE, values);
	}

	private static Set<String> without(String action, Set<String> accesses) {
		Set<String> others = new TreeSet<>(accesses);
		others.removeIf((access) -> access.contains(action));
		return others;
	}

}
