package io.orderflow.orders.order;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.orders.OrderApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
class OrderMetricsTests {

	private final JsonMapper json = new JsonMapper();

	private final Logger logger = (Logger) LoggerFactory.getLogger(OrderMetrics.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@Autowired
	private RestTestClient http;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private PlaceOrder placeOrder;

	@Autowired
	private WarmUp warmUp;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate orders, eventbridge_outbox, idempotency_keys cascade").update();
		this.lines.start();
		this.logger.addAppender(this.lines);
		this.logger.setLevel(Level.INFO);
	}

	@AfterEach
	void readNoMore() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
	}

	@Test
	void anOrderIsCountedOnceWithAKeyAndWithoutAndItsReplayIsAReplay() {
		double accepted = count("orders.accepted");
		double replayed = count("orders.replayed");
		post("/orders", SampleOrders.order(), null);
		post("/orders", SampleOrders.order(), "key-1");
		post("/orders", SampleOrders.order(), "key-1");
		post("/orders", SampleOrders.order(), "key-1");
		assertThat(count("orders.accepted")).isEqualTo(accepted + 2);
		assertThat(count("orders.replayed")).isEqualTo(replayed + 2);
	}

	@Test
	void whatWasRolledBackIsNotCountedNorTold() {
		double accepted = count("orders.accepted");
		this.warmUp.run(new DefaultApplicationArguments());
		assertThat(count("orders.accepted")).isEqualTo(accepted);
		assertThat(this.lines.list).isEmpty();
	}

	@Test
	void anOrderIsCountedAfterItsCommitAndNotBefore() {
		double accepted = count("orders.accepted");
		OrderRequest request = this.json.readValue(SampleOrders.order(), OrderRequest.class);
		this.transaction.executeWithoutResult((status) -> {
			this.placeOrder.place(request);
			assertThat(count("orders.accepted")).isEqualTo(accepted);
		});
		assertThat(count("orders.accepted")).isEqualTo(accepted + 1);
	}

	@Test
	void aCancellationIsCountedOnceHoweverOftenItIsAskedFor() {
		double cancelled = count("orders.cancelled");
		String id = post("/orders", SampleOrders.order(), null);
		for (String reason : List.of("Ordered twice", "Ordered twice", "Another reason")) {
			post("/orders/" + id + "/cancellation", "{\"reason\":\"%s\"}".formatted(reason), null);
		}
		assertThat(count("orders.cancelled")).isEqualTo(cancelled + 1);
	}

	@Test
	void thereIsOneLineAnOrderWithItsIdAndItsEventsAndNothingOfTheCustomer() {
		String id = post("/orders", SampleOrders.order(), null);
		String event = this.jdbc.sql("select detail ->> 'eventId' from eventbridge_outbox")
			.query(String.class)
			.single();
		assertThat(this.lines.list).singleElement().satisfies((line) -> {
			assertThat(line.getFormattedMessage()).isEqualTo("Accepted an order");
			assertThat(line.getKeyValuePairs()).extracting((pair) -> pair.key + "=" + pair.value)
				.containsExactly("order.id=" + id, "event.id=" + event);
		});
	}

	private double count(String counter) {
		return this.meters.get(counter).counter().count();
	}

	/** Gives the order's id, where there is one. */
	private String post(String path, String body, @Nullable String key) {
		EntityExchangeResult<String> answer = this.http.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> {
				if (key != null) {
					headers.set("Idempotency-Key", key);
				}
			})
			.body(body)
			.exchange()
			.expectBody(String.class)
			.returnResult();
		return this.json.readTree(answer.getResponseBody()).path("id").asString("");
	}

}
