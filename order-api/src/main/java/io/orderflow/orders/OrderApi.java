package io.orderflow.orders;

import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;

import io.orderflow.orders.reconciliation.ReconcileCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The service that takes orders; and, as {@code reconcile}, the command that compares
 * them with their invoices.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class OrderApi {

	private static final String RECONCILE = "reconcile";

	OrderApi() {
	}

	/**
	 * Starts the service, or runs the command.
	 * @param arguments settings, as {@code --orders.bus=…}; or {@code reconcile} and its
	 * options, of which {@code --help} tells
	 */
	public static void main(String[] arguments) {
		// Numbers are written for machines: some locales have digits of their own.
		Locale.setDefault(Locale.ROOT);
		if (arguments.length > 0 && arguments[0].equals(RECONCILE)) {
			System
				.exit(ReconcileCommand.run(Arrays.copyOfRange(arguments, 1, arguments.length), System.out, System.err));
		}
		SpringApplication.run(OrderApi.class, arguments);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
