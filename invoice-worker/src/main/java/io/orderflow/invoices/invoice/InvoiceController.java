package io.orderflow.invoices.invoice;

import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows invoices.
 */
@RestController
@RequestMapping("/invoices")
class InvoiceController {

	private final Invoices invoices;

	InvoiceController(Invoices invoices) {
		this.invoices = invoices;
	}

	/**
	 * An order's invoice, as a list of one; an empty list if there is none yet.
	 */
	@GetMapping(params = "orderId")
	InvoicePage ofOrder(@RequestParam UUID orderId) {
		return new InvoicePage(this.invoices.findByOrder(orderId).stream().toList(), null);
	}

	/**
	 * All invoices, newest first.
	 */
	@GetMapping
	InvoicePage all(@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
			@RequestParam(required = false) @Nullable InvoiceCursor after) {
		return InvoicePage.of(this.invoices.latest((after != null) ? after.number() : null, limit + 1), limit);
	}

	/**
	 * One invoice; 404 if there is none of that number, or none can have it.
	 */
	@GetMapping("/{number}")
	Invoice one(@PathVariable String number) {
		return InvoiceNumber.parse(number)
			.flatMap(this.invoices::find)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no invoice " + number));
	}

}
