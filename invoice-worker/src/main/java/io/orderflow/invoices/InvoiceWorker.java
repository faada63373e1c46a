package io.orderflow.invoices;

import java.time.Clock;
import java.util.Locale;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * The service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class InvoiceWorker {

	InvoiceWorker() {
	}

	/**
	 * Starts the service.
	 * @param args settings, as {@code --invoices.queue=…}
	 */
	public static void main(String[] args) {
		// Numbers are written for machines: some locales have digits of their own.
		Locale.setDefault(Locale.ROOT);
		SpringApplication.run(InvoiceWorker.class, args);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
