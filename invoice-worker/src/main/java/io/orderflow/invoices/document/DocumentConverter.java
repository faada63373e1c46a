package io.orderflow.invoices.document;

import java.io.IOException;

import io.orderflow.invoices.invoice.Invoice;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/**
 * Answers with an invoice as a document. It is whole before the first byte is sent, so
 * that a failure can be told.
 */
abstract class DocumentConverter extends AbstractHttpMessageConverter<Invoice> {

	private final String extension;

	DocumentConverter(MediaType type, String extension) {
		super(type);
		this.extension = extension;
	}

	abstract byte[] render(Invoice invoice);

	@Override
	protected boolean supports(Class<?> type) {
		return type == Invoice.class;
	}

	@Override
	public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
		return false;
	}

	@Override
	protected Invoice readInternal(Class<? extends Invoice> type, HttpInputMessage input) {
		throw new UnsupportedOperationException("Invoices are not sent in");
	}

	@Override
	protected void writeInternal(Invoice invoice, HttpOutputMessage output) throws IOException {
		if (invoice.letterhead() == null) {
			throw new UnprintableException(
					"A release issued this invoice that kept no seller with it: it can be had as application/json alone");
		}
		byte[] document = render(invoice);
		HttpHeaders headers = output.getHeaders();
		headers.setContentLength(document.length);
		headers.setContentDisposition(ContentDisposition.inline().filename(invoice.number() + this.extension).build());
		output.getBody().write(document);
	}

}
