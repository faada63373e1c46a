package io.orderflow.invoices.document;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.orderflow.availability.OverloadedException;
import io.orderflow.invoices.invoice.InvoiceFilter;
import io.orderflow.invoices.invoice.VatTotal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The invoices and credit notes of a period, oldest first, for accounting. They are sent
 * as they are read.
 */
@RestController
@RequestMapping("/invoices")
@Tag(name = "Accounting")
class ExportController {

	/** Each holds a page of invoices for as long as its client takes. */
	private static final int MOST_AT_ONCE = 4;

	private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

	private final Export export;

	ExportController(Export export) {
		this.export = export;
	}

	@GetMapping(path = "/vat-totals", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "What they come to, by currency, VAT category and rate",
			description = "Invoices less credit notes, summed up as they state it.")
	List<VatTotal> totals(@RequestParam LocalDate issuedFrom, @RequestParam LocalDate issuedTo,
			@RequestParam(required = false) @Nullable Currency currency) throws IOException {
		InvoiceFilter filter = new InvoiceFilter(issuedFrom, issuedTo, currency);
		List<VatTotal> totals = new ArrayList<>();
		admit(() -> totals.addAll(this.export.totals(filter)));
		return totals;
	}

	@GetMapping(path = "/export.csv", produces = "text/csv")
	@Operation(summary = "As CSV (RFC 4180, UTF-8)",
			description = "A row for each VAT category and rate of each; a credit note's amounts are negative. "
					+ "A text that a spreadsheet would take for a formula has an apostrophe before it.")
	@ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
	void csv(@RequestParam LocalDate issuedFrom, @RequestParam LocalDate issuedTo,
			@RequestParam(required = false) @Nullable Currency currency, HttpServletResponse response)
			throws IOException {
		InvoiceFilter filter = new InvoiceFilter(issuedFrom, issuedTo, currency);
		admit(() -> this.export.csv(filter, start(response, "text/csv;charset=UTF-8", "invoices.csv")));
	}

	@GetMapping(path = "/export.zip", produces = "application/zip")
	@Operation(summary = "As a ZIP",
			description = "invoices.csv, vat-totals.csv and each one's PDF; its XML where "
					+ "it cannot be printed, and JSON where a release issued it that printed none.")
	@ApiResponse(responseCode = "200",
			content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
	void zip(@RequestParam LocalDate issuedFrom, @RequestParam LocalDate issuedTo,
			@RequestParam(required = false) @Nullable Currency currency, HttpServletResponse response)
			throws IOException {
		InvoiceFilter filter = new InvoiceFilter(issuedFrom, issuedTo, currency);
		admit(() -> this.export.zip(filter, start(response, "application/zip", "invoices.zip")));
	}

	private void admit(ThrowingRunnable work) throws IOException {
		if (!this.atOnce.tryAcquire()) {
			throw new OverloadedException();
		}
		try {
			work.run();
		}
		finally {
			this.atOnce.release();
		}
	}

	private static OutputStream start(HttpServletResponse response, String type, String file) throws IOException {
		response.setContentType(type);
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				ContentDisposition.attachment().filename(file).build().toString());
		return response.getOutputStream();
	}

	private interface ThrowingRunnable {

		void run() throws IOException;

	}

}
