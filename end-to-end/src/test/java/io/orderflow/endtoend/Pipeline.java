package io.orderflow.endtoend;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both services on new databases and a cloud.
 */
class Pipeline implements AutoCloseable {

	static final JsonMapper JSON = new JsonMapper();

	static final String ORDER = """
			{"customer":{"name":"Ada Lovelace","email":"ada@example.com","address":{"street":"12 St James's Square",\
			"city":"London","postcode":"SW1Y 4JH","country":"GB"}},"currency":"EUR","lines":[{"sku":"BOOK-1",\
			"description":"Notes on the Analytical Engine","quantity":2,"unitPrice":"12.50","vatRate":"20"}]}""";

	final Cloud cloud;

	final PostgresProcess postgres;

	final ServiceProcess api;

	final ServiceProcess worker;

	private final SqsClient sqs;

	private final EventBridgeClient eventBridge;

	Pipeline(Cloud cloud) {
		this(cloud, PostgresProcess.startNew(), Map.of());
	}

	/**
	 * Starts both services.
	 * @param settings of both, beside those that they need to find one another
	 */
	Pipeline(Cloud cloud, PostgresProcess postgres, Map<String, String> settings) {
		this.cloud = cloud;
		this.postgres = postgres;
		this.worker = ServiceProcess.start("invoice-worker", environment("invoices", settings));
		Map<String, String> ofTheApi = environment("orders", settings);
		ofTheApi.put("ORDERS_INVOICESURL", this.worker.uri("/").toString());
		this.api = ServiceProcess.start("order-api", ofTheApi);
		this.sqs = AwsClients.configure(SqsClient.builder(), cloud.sqs()).build();
		this.eventBridge = AwsClients.configure(EventBridgeClient.builder(), cloud.eventBridge()).build();
	}

	/** One more API beside the first, with settings of its own. */
	ServiceProcess startAnotherApi(Map<String, String> settings) {
		return ServiceProcess.start("order-api", environment("orders", settings));
	}

	private Map<String, String> environment(String database, Map<String, String> settings) {
		Map<String, String> environment = new HashMap<>(settings);
		environment.putAll(ServiceProcess.environment(this.cloud, this.postgres.url(database)));
		return environment;
	}

	/**
	 * Places the order of the README.
	 * @return its id
	 */
	String placeOrder() {
		var answer = Http.post(this.api.uri("/orders"), ORDER);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JSON.readTree(answer.body()).get("id").asString();
	}

	/** Posts any body, as a client that nobody knows. */
	HttpResponse<String> post(String body) {
		return Http.post(this.api.uri("/orders"), body);
	}

	/**
	 * Cancels an order.
	 * @return the answer's status
	 */
	int cancel(String orderId, String body) {
		return Http.post(this.api.uri("/orders/" + orderId + "/cancellation"), body).statusCode();
	}

	/** An order, as the API shows it. */
	JsonNode order(String orderId) {
		return JSON.readTree(Http.get(this.api.uri("/orders/" + orderId)).body());
	}

	/** The invoices of an order, as the worker lists them, and its credit note before. */
	List<JsonNode> invoicesOf(String orderId) {
		return items(Http.get(this.worker.uri("/invoices?orderId=" + orderId)).body());
	}

	/** Empty while there is none. */
	String newestInvoiceNumber() {
		List<JsonNode> newest = items(Http.get(this.worker.uri("/invoices?limit=1")).body());
		return newest.isEmpty() ? "" : newest.get(0).get("number").asString();
	}

	/** How many PutEvents calls of the API have failed as a whole. */
	double failedCalls() {
		return metric(this.api, "eventbridge_outbox_failed_total{", "what=\"call\"");
	}

	/** How many events the worker had taken before. */
	double duplicates() {
		return metric(this.worker, "invoices_duplicates_total", "");
	}

	private static double metric(ServiceProcess service, String start, String part) {
		return Http.get(service.uri("/actuator/prometheus"))
			.body()
			.lines()
			.filter((line) -> line.startsWith(start) && line.contains(part))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	/** The numbers of all invoices, newest first. */
	List<String> invoiceNumbers() {
		List<String> numbers = new ArrayList<>();
		String next = "";
		while (next != null) {
			String after = next.isEmpty() ? "" : "&after=" + next;
			String page = Http.get(this.worker.uri("/invoices?limit=100" + after)).body();
			items(page).forEach((invoice) -> numbers.add(invoice.get("number").asString()));
			next = next(page);
		}
		return numbers;
	}

	private static List<JsonNode> items(String page) {
		return List.copyOf(JSON.readTree(page).get("items").asArray().values());
	}

	private static @Nullable String next(String page) {
		JsonNode next = JSON.readTree(page).get("next");
		return next.isNull() ? null : next.asString();
	}

	/** Puts an event on the bus without the API. */
	void publish(String detail) {
		PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
			.eventBusName("orders")
			.source("demo.orders")
			.detailType("OrderPlaced")
			.detail(detail)
			.build();
		PutEventsResponse response = this.eventBridge.putEvents((request) -> request.entries(entry));
		assertThat(response.failedEntryCount()).isZero();
	}

	/** A detail as EventBridge puts it into the queue. */
	String envelopeOf(JsonNode detail) {
		return JSON.createObjectNode()
			.put("source", "demo.orders")
			.put("detail-type", "OrderPlaced")
			.set("detail", detail)
			.toString();
	}

	void send(String queue, String body) {
		send(queue, body, Map.of());
	}

	void send(String queue, String body, Map<String, String> attributes) {
		Map<String, MessageAttributeValue> values = new HashMap<>();
		attributes.forEach((name, value) -> values.put(name,
				MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
		this.sqs.sendMessage((message) -> message.queueUrl(url(queue)).messageBody(body).messageAttributes(values));
	}

	/** The dead letters that wait, up to a hundred, without their envelopes. */
	List<JsonNode> deadLetters() {
		return items(Http.get(this.worker.uri("/actuator/deadletters?limit=100")).body());
	}

	/** A dead letter's message, as it came. */
	String envelope(JsonNode letter) {
		String answer = Http.get(this.worker.uri("/actuator/deadletters/" + letter.get("id"))).body();
		return JSON.readTree(answer).get("envelope").asString();
	}

	/**
	 * Puts a dead letter back, or discards it.
	 * @return the answer's status
	 */
	int settle(JsonNode letter, String action) {
		String body = "{\"action\":\"%s\",\"because\":\"a test\"}".formatted(action);
		return Http.post(this.worker.uri("/actuator/deadletters/" + letter.get("id")), body).statusCode();
	}

	/** Takes up to ten messages, waiting a second at most. */
	List<Message> receive(String queue) {
		List<Message> messages = this.sqs
			.receiveMessage((request) -> request.queueUrl(url(queue))
				.maxNumberOfMessages(10)
				.waitTimeSeconds(1)
				.messageAttributeNames("All"))
			.messages();
		messages.forEach((message) -> this.sqs
			.deleteMessage((request) -> request.queueUrl(url(queue)).receiptHandle(message.receiptHandle())));
		return messages;
	}

	void purge(String queue) {
		this.sqs.purgeQueue((request) -> request.queueUrl(url(queue)));
	}

	/** Messages waiting or being worked on. */
	int depth(String queue) {
		return this.sqs
			.getQueueAttributes((request) -> request.queueUrl(url(queue))
				.attributeNamesWithStrings("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"))
			.attributesAsStrings()
			.values()
			.stream()
			.mapToInt(Integer::parseInt)
			.sum();
	}

	private String url(String queue) {
		return this.sqs.getQueueUrl((request) -> request.queueName(queue)).queueUrl();
	}

	@Override
	public void close() throws IOException {
		this.api.close();
		this.worker.close();
		this.sqs.close();
		this.eventBridge.close();
		this.cloud.close();
		this.postgres.close();
	}

}
