package io.orderflow.straightforward.orders;

import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
class OrderService {

	@Bean
	EventBridgeClient eventBridgeClient() {
		return EventBridgeClient.create();
	}

	public static void main(String[] args) {
		SpringApplication.run(OrderService.class, args);
	}

}
