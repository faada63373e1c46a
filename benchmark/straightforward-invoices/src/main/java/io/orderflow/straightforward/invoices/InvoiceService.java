package io.orderflow.straightforward.invoices;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class InvoiceService {

	public static void main(String[] args) {
		SpringApplication.run(InvoiceService.class, args);
	}

}
