package io.orderflow.straightforward.invoices;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InvoiceController {

	private final InvoiceRepository invoices;

	InvoiceController(InvoiceRepository invoices) {
		this.invoices = invoices;
	}

	@GetMapping("/invoices/{number}")
	ResponseEntity<Invoice> invoice(@PathVariable long number) {
		return ResponseEntity.of(this.invoices.findById(number));
	}

}
