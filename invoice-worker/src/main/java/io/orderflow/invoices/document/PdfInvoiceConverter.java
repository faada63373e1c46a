package io.orderflow.invoices.document;

import io.orderflow.invoices.invoice.Invoice;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers with an invoice as a PDF, in the language asked for.
 */
@Component
class PdfInvoiceConverter extends DocumentConverter {

	private final InvoicePdf pdf;

	PdfInvoiceConverter(InvoicePdf pdf) {
		super(MediaType.APPLICATION_PDF, ".pdf");
		this.pdf = pdf;
	}

	@Override
	byte[] render(Invoice invoice) {
		return this.pdf.render(invoice, DocumentLanguage.of(invoice));
	}

}
