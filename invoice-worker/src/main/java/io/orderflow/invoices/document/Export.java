package io.orderflow.invoices.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.orderflow.invoices.invoice.Invoice;
import io.orderflow.invoices.invoice.InvoiceFilter;
import io.orderflow.invoices.invoice.Invoices;
import io.orderflow.invoices.invoice.VatTotal;
import io.orderflow.invoices.invoice.VatTotals;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvWriteFeature;

import org.springframework.stereotype.Component;

/**
 * Writes invoices and credit notes out, oldest first, some at a time. The directory at
 * the end of a ZIP is kept until then: 250 bytes each.
 */
@Component
class Export {

	private final CsvMapper csv = CsvMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		// For some spreadsheets a semicolon begins another cell.
		.enable(CsvWriteFeature.ALWAYS_QUOTE_STRINGS)
		.disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
		.build();

	private final Invoices invoices;

	private final InvoicePdf pdf;

	private final InvoiceTemplates templates;

	private final JsonMapper json;

	Export(Invoices invoices, InvoicePdf pdf, InvoiceTemplates templates, JsonMapper json) {
		this.invoices = invoices;
		this.pdf = pdf;
		this.templates = templates;
		this.json = json;
	}

	List<VatTotal> totals(InvoiceFilter filter) {
		VatTotals totals = new VatTotals();
		this.invoices.forEach(filter, totals::add);
		return totals.list();
	}

	void csv(InvoiceFilter filter, OutputStream out) {
		SequenceWriter rows = rows(CsvRow.class, out);
		this.invoices.forEach(filter, (invoice) -> rows.writeAll(CsvRow.of(invoice)));
		// Not if it fails: that would send its head, and take the place of an error.
		rows.close();
	}

	void zip(InvoiceFilter filter, OutputStream out) throws IOException {
		// All three say the same, whatever is issued meanwhile.
		InvoiceFilter untilNow = this.invoices.untilNow(filter);
		ZipOutputStream zip = new ZipOutputStream(out);
		zip.putNextEntry(new ZipEntry("invoices.csv"));
		csv(untilNow, zip);
		zip.putNextEntry(new ZipEntry("vat-totals.csv"));
		try (SequenceWriter rows = rows(VatTotal.class, zip)) {
			rows.writeAll(totals(untilNow));
		}
		this.invoices.forEach(untilNow, (invoice) -> add(invoice, zip));
		// And never closed, which would make one that fails look whole.
		zip.finish();
	}

	private void add(Invoice invoice, ZipOutputStream zip) {
		try {
			Document document = document(invoice);
			zip.putNextEntry(new ZipEntry(invoice.number() + document.extension()));
			zip.write(document.content());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Document document(Invoice invoice) {
		if (invoice.letterhead() == null) {
			return new Document(".json", this.json.writeValueAsBytes(invoice));
		}
		Locale language = invoice.letterhead().language();
		try {
			return new Document(".pdf", this.pdf.renderInTheEnd(invoice, language));
		}
		catch (UnprintableException ex) {
			return new Document(".xml", this.templates.xml(invoice, language).getBytes(StandardCharsets.UTF_8));
		}
	}

	private SequenceWriter rows(Class<?> type, OutputStream out) {
		return this.csv.writer(this.csv.schemaFor(type).withHeader().withLineSeparator("\r\n")).writeValues(out);
	}

	private record Document(String extension, byte[] content) {
	}

}
