package io.orderflow.orders;

import java.time.Clock;
import java.util.Locale;

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
		// Numbers are written for machines: some locales have digits of their own.
		Locale.setDefault(Locale.ROOT);
		SpringApplication.run(OrderApi.class, arguments);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
