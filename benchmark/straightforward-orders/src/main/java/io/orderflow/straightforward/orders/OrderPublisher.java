package io.orderflow.straightforward.orders;

import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

@Component
class OrderPublisher {

	private final EventBridgeClient eventBridge;

	private final JsonMapper json;

	OrderPublisher(EventBridgeClient eventBridge, JsonMapper json) {
		this.eventBridge = eventBridge;
		this.json = json;
	}

	void publish(Order order) {
		PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
			.eventBusName("orders")
			.source("demo.orders")
			.detailType("OrderPlaced")
			.detail(this.json.writeValueAsString(new OrderPlaced(order)))
			.build();
		PutEventsResponse response = this.eventBridge.putEvents((request) -> request.entries(entry));
		if (response.failedEntryCount() > 0) {
			throw new IllegalStateException("EventBridge did not take order " + order.id() + ": " + response.entries());
		}
	}

}
