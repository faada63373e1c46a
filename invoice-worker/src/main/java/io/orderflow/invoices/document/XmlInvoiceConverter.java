package io.orderflow.invoices.document;

import java.nio.charset.StandardCharsets;

import io.orderflow.invoices.invoice.Invoice;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers with an invoice as XML: as it lies in the PDF, but for the language.
 */
@Component
class XmlInvoiceConverter extends DocumentConverter {

	private final InvoiceTemplates templates;

	XmlInvoiceConverter(InvoiceTemplates templates) {
		super(MediaType.APPLICATION_XML, ".xml");
		this.templates = templates;
	}

	@Override
	byte[] render(Invoice invoice) {
		return this.templates.xml(invoice, DocumentLanguage.of(invoice)).getBytes(StandardCharsets.UTF_8);
	}

}
