package io.orderflow.endtoend;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds wherever the pair runs.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OrderToInvoiceSuite {

	Pipeline pipeline;

	abstract Cloud cloud();

	@BeforeAll
	void start() {
		this.pipeline = new Pipeline(cloud());
	}

	@AfterAll
	void stop() throws IOException {
		if (this.pipeline != null) {
			this.pipeline.close();
		}
	}

	@Test
	@Order(1)
	void aThousandOrdersMakeAThousandInvoicesNumberedFromOneOn() throws Exception {
		List<String> orders = placeOrders(1000);
		await().until(() -> this.pipeline.newestInvoiceNumber().endsWith("001000"));
		int year = Year.now(ZoneOffset.UTC).getValue();
		assertThat(this.pipeline.invoiceNumbers()).containsExactlyElementsOf(IntStream.rangeClosed(1, 1000)
			.map((i) -> 1001 - i)
			.mapToObj((number) -> "%d-%06d".formatted(year, number))
			.toList());
		assertThat(orders).allSatisfy((order) -> assertThat(this.pipeline.invoicesOf(order)).hasSize(1));
		assertThat(this.pipeline.deadLetters()).isEmpty();
	}

	@Test
	void theInvoiceIsThatOfTheOrder() {
		String order = this.pipeline.placeOrder();
		JsonNode invoice = awaitInvoice(order);
		assertThat(invoice.get("orderId").asString()).isEqualTo(order);
		assertThat(invoice.get("totals").toString())
			.isEqualTo("{\"net\":\"25.00\",\"vat\":\"5.00\",\"gross\":\"30.00\"}");
		assertThat(invoice.at("/customer/name").asString()).isEqualTo("Ada Lovelace");
		assertThat(invoice.at("/lines/0/net").asString()).isEqualTo("25.00");
	}

	@Test
	void anOrderKnowsItsInvoiceAndOnceItIsCancelledItsCreditNote() {
		String order = this.pipeline.placeOrder();
		await().until(() -> this.pipeline.order(order).has("invoice"));
		assertThat(this.pipeline.cancel(order, "{\"reason\":\"Ordered twice\"}")).isEqualTo(200);
		await().until(() -> this.pipeline.order(order).has("creditNote"));
		List<JsonNode> issued = this.pipeline.invoicesOf(order);
		assertThat(issued).hasSize(2);
		assertThat(issued.get(0).get("corrects")).isEqualTo(issued.get(1).get("number"));
		assertThat(issued.get(0).get("totals")).isEqualTo(issued.get(1).get("totals"));
		assertThat(this.pipeline.order(order).at("/creditNote/number")).isEqualTo(issued.get(0).get("number"));
		assertThat(this.pipeline.order(order).at("/invoice/number")).isEqualTo(issued.get(1).get("number"));
		assertThat(this.pipeline.deadLetters()).isEmpty();
	}

	@Test
	void aCancelledOrderMatchesNoRuleOfPlacedOnes() {
		String order = this.pipeline.placeOrder();
		awaitInvoice(order);
		this.pipeline.purge("seed");
		this.pipeline.cancel(order, "{\"reason\":\"Ordered twice\"}");
		await().until(() -> this.pipeline.order(order).has("creditNote"));
		assertThat(this.pipeline.depth("seed")).isZero();
	}

	@Test
	void theRuleThatOthersHaveDeployedMatchesThePlacedOrder() {
		this.pipeline.purge("seed");
		String order = this.pipeline.placeOrder();
		List<String> seen = new ArrayList<>();
		await().until(() -> {
			this.pipeline.receive("seed").stream().map(Message::body).forEach(seen::add);
			return !seen.isEmpty();
		});
		JsonNode event = Pipeline.JSON.readTree(seen.get(0));
		assertThat(event.at("/detail/id").asString()).isEqualTo(order);
		assertThat(event.get("source").asString()).isEqualTo("demo.orders");
		assertThat(event.get("detail-type").asString()).isEqualTo("OrderPlaced");
	}

	@Test
	void theExampleOfAFurtherConsumerGetsLargeOrdersAloneInAFormOfItsOwn() {
		JsonNode small = placeOrderAt("416.66");
		JsonNode large = placeOrderAt("416.67");
		assertThat(small.at("/totals/gross").asString()).isEqualTo("999.98");
		awaitInvoice(small.get("id").asString());
		awaitInvoice(large.get("id").asString());
		JsonNode shortForm = Pipeline.JSON.createObjectNode()
			.put("order", large.get("id").asString())
			.put("gross", "1000.01")
			.put("currency", "EUR")
			.put("placedAt", large.get("placedAt").asString());
		List<JsonNode> audited = new ArrayList<>();
		await().until(() -> {
			this.pipeline.receive("audit").forEach((message) -> audited.add(Pipeline.JSON.readTree(message.body())));
			return audited.contains(shortForm) && this.pipeline.depth("audit") == 0;
		});
		assertThat(audited).noneMatch((order) -> order.get("order").equals(small.get("id")));
	}

	/** The order of the README at another price of its two pieces. */
	private JsonNode placeOrderAt(String unitPrice) {
		HttpResponse<String> answer = this.pipeline.post(Pipeline.ORDER.replace("12.50", unitPrice));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return Pipeline.JSON.readTree(answer.body());
	}

	@Test
	void anEventThatComesTwiceMakesOneInvoice() {
		ObjectNode event = example();
		String order = event.get("id").asString();
		this.pipeline.publish(event.toString());
		awaitInvoice(order);
		this.pipeline.publish(event.toString());
		this.pipeline.publish(event.toString());
		awaitInvoice(this.pipeline.placeOrder());
		await().until(() -> this.pipeline.depth("invoices") == 0);
		assertThat(this.pipeline.invoicesOf(order)).hasSize(1);
		assertThat(this.pipeline.deadLetters()).isEmpty();
	}

	@Test
	void aPoisonMessageIsSetAsideAndTheRestGoOn() {
		this.pipeline.send("invoices", "not json");
		ObjectNode later = example().put("schemaVersion", 2);
		this.pipeline.publish(later.toString());
		String order = this.pipeline.placeOrder();
		awaitInvoice(order);
		await().until(() -> this.pipeline.deadLetters().size() == 2);
		List<JsonNode> setAside = this.pipeline.deadLetters();
		assertThat(setAside).extracting((letter) -> letter.get("reason").asString())
			.containsExactlyInAnyOrder("unreadable", "unsupported_version");
		assertThat(setAside).extracting(this.pipeline::envelope)
			.anyMatch("not json"::equals)
			.anyMatch((body) -> body.contains(later.get("id").asString()));
		await().until(() -> this.pipeline.depth("invoices-dead-letters") == 0);
		setAside.forEach((letter) -> assertThat(this.pipeline.settle(letter, "discard")).isEqualTo(200));
		assertThat(this.pipeline.deadLetters()).isEmpty();
	}

	@Test
	void whatTheRuleCouldNotDeliverIsInvoicedOnceItIsPutBack() {
		String order = UUID.randomUUID().toString();
		String event = this.pipeline.envelopeOf(example().put("id", order));
		this.pipeline.send("invoices-undelivered", event, Map.of("ERROR_CODE", "NO_PERMISSIONS"));
		await().until(() -> !this.pipeline.deadLetters().isEmpty());
		JsonNode letter = this.pipeline.deadLetters().get(0);
		assertThat(letter.get("reason").asString()).isEqualTo("NO_PERMISSIONS");
		assertThat(letter.get("orderId").asString()).isEqualTo(order);
		assertThat(this.pipeline.settle(letter, "put-back")).isEqualTo(200);
		awaitInvoice(order);
		assertThat(this.pipeline.settle(letter, "put-back")).isEqualTo(409);
		assertThat(this.pipeline.deadLetters()).isEmpty();
	}

	@Test
	void whileEventBridgeIsDownOrdersAreTakenAndAfterwardsAllAreInvoiced() throws Exception {
		double failedBefore = this.pipeline.failedCalls();
		this.pipeline.cloud.stopEventBridge();
		List<String> orders = new ArrayList<>();
		try {
			for (int i = 0; i < 25; i++) {
				orders.add(this.pipeline.placeOrder());
			}
			await().until(() -> this.pipeline.failedCalls() > failedBefore);
			orders.add(this.pipeline.placeOrder());
			String alarm = whatTheAlarmLooksFor();
			await().until(() -> this.pipeline.api.log().stream().anyMatch((line) -> line.contains(alarm)));
		}
		finally {
			this.pipeline.cloud.startEventBridge();
		}
		orders.forEach(this::awaitInvoice);
	}

	@Test
	void whateverIsAcceptedIsInvoicedWithTheSameTotals() {
		long seed = Long.getLong("orders.seed", new Random().nextLong());
		int requests = Integer.getInteger("orders.requests", 40);
		List<JsonNode> accepted = new ArrayList<>();
		Stream.generate(new OrdersAtTheLimits(seed)).limit(requests).forEach((body) -> {
			HttpResponse<String> answer = this.pipeline.post(body);
			assertThat(answer.statusCode()).as("seed %d: %s", seed, answer.body()).isIn(201, 400);
			if (answer.statusCode() == 201) {
				accepted.add(Pipeline.JSON.readTree(answer.body()));
			}
		});
		assertThat(accepted).as("seed %d", seed).hasSizeGreaterThan(requests / 5);
		for (JsonNode order : accepted) {
			assertThat(awaitInvoice(order.get("id").asString()).get("totals")).as("seed %d: %s", seed, order)
				.isEqualTo(order.get("totals"));
		}
	}

	private List<String> placeOrders(int count) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try {
			Callable<String> client = () -> this.pipeline.placeOrder();
			List<String> orders = new ArrayList<>();
			for (Future<String> order : clients.invokeAll(IntStream.range(0, count).mapToObj((i) -> client).toList())) {
				orders.add(order.get());
			}
			return orders;
		}
		finally {
			clients.shutdown();
		}
	}

	private JsonNode awaitInvoice(String order) {
		await().until(() -> !this.pipeline.invoicesOf(order).isEmpty());
		List<JsonNode> invoices = this.pipeline.invoicesOf(order);
		assertThat(invoices).hasSize(1);
		return invoices.get(0);
	}

	/** The detail of an event, of an order of its own. */
	static ObjectNode example() {
		return ((ObjectNode) Pipeline.JSON.readTree(Path.of("../contract/examples/valid/order-placed.json"))).put("id",
				UUID.randomUUID().toString());
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(2));
	}

	private static String whatTheAlarmLooksFor() throws IOException {
		return new CloudFormation(Path.of("../infrastructure/alarms.yaml"), Map.of())
			.properties("OrderApiCannotPublish")
			.get("FilterPattern")
			.toString()
			.replace("\"", "");
	}

}
