package io.orderflow.invoices.invoice;

import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
@RequestMapping(path = "/invoices", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Invoices")
class InvoiceController {

	private static final String UUID_FORM = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$";

	private static final String LIMIT_FORM = "^([1-9][0-9]?|100)$";

	private final Invoices invoices;

	InvoiceController(Invoices invoices) {
		this.invoices = invoices;
	}

	/**
	 * All invoices and credit notes, newest first; or an order's alone, which is an empty
	 * list while there is none.
	 */
	@GetMapping
	@Operation(summary = "The invoices and credit notes, newest first, in pages; or those of an order",
			description = "A page ends early at 1 MB, and tells the `next` one.")
	InvoicePage list(
			@Parameter(description = "Only this order's: its invoice, and its credit note before it.") @RequestParam(
					required = false) @Pattern(regexp = UUID_FORM, message = "must be a UUID") @Nullable String orderId,
			@Parameter(description = "Only those issued on this date or later.") @RequestParam(
					required = false) @Nullable LocalDate issuedFrom,
			@Parameter(description = "Only those issued on this date or earlier.") @RequestParam(
					required = false) @Nullable LocalDate issuedTo,
			@Parameter(description = "Only those in this currency.") @RequestParam(
					required = false) @Nullable Currency currency,
			// No number: an empty one would count as not given.
			@Parameter(schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "100",
					defaultValue = "20")) @RequestParam(required = false) @Pattern(regexp = LIMIT_FORM,
							message = "must be 1 to 100") @Nullable String limit,
			@Parameter(description = "The `next` of the page before.",
					schema = @Schema(type = "string")) @RequestParam(required = false) @Nullable InvoiceCursor after) {
		if (orderId != null) {
			return new InvoicePage(this.invoices.findByOrder(UUID.fromString(orderId)), null);
		}
		return this.invoices.page(new InvoiceFilter(issuedFrom, issuedTo, currency), after,
				(limit != null) ? Integer.parseInt(limit) : 20);
	}

	/**
	 * One invoice, or credit note; 404 if there is none of that number, or none can have
	 * it.
	 */
	@GetMapping(path = "/{number}",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PDF_VALUE,
					MediaType.APPLICATION_XML_VALUE })
	@Operation(summary = "An invoice or a credit note",
			description = "As PDF it is PDF/A-3 with the XML inside, as XML a Cross Industry Invoice, both of EN 16931; "
					+ "in the language that Accept-Language asks for: en, de or fr.")
	@ApiResponse(responseCode = "200")
	@ApiResponse(responseCode = "404", description = "There is no invoice of that number")
	Invoice one(@PathVariable String number) {
		return InvoiceNumber.parse(number)
			.flatMap(this.invoices::find)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no invoice " + number));
	}

	/**
	 * The same for a browser, which asks for no type.
	 */
	@GetMapping(path = "/{number}.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
	@Operation(summary = "An invoice or a credit note as PDF")
	@ApiResponse(responseCode = "200")
	@ApiResponse(responseCode = "404", description = "There is no invoice of that number")
	Invoice pdf(@PathVariable String number) {
		return one(number);
	}

}
