package io.orderflow.orders;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The service that takes orders.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class OrderApi {

	public static void main(String[] arguments) {
		SpringApplication.run(OrderApi.class, arguments);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
