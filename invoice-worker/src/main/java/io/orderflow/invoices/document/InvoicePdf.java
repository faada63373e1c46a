package io.orderflow.invoices.document;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import io.orderflow.availability.OverloadedException;
import io.orderflow.invoices.invoice.Invoice;
import io.orderflow.invoices.invoice.Letterheads;
import org.jspecify.annotations.Nullable;
import org.mustangproject.ZUGFeRD.Profiles;
import org.mustangproject.ZUGFeRD.ZUGFeRDExporterFromA3;

import org.springframework.stereotype.Component;

/**
 * An invoice as Factur-X and ZUGFeRD have it: PDF/A-3, with the XML inside.
 */
@Component
class InvoicePdf {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

	/**
	 * A rendering takes a processor for its time, and its virtual thread does not let go
	 * of it: one is left to others.
	 */
	private final Semaphore atOnce = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

	private final InvoiceTemplates templates;

	private final InvoiceFonts fonts;

	private final Letterheads letterheads;

	InvoicePdf(InvoiceTemplates templates, InvoiceFonts fonts, Letterheads letterheads) {
		this.templates = templates;
		this.fonts = fonts;
		this.letterheads = letterheads;
		XRLog.setLoggerImpl(new Slf4jLogger());
	}

	/**
	 * Renders the invoice. Waits while too many are under way.
	 * @throws UnprintableException if it has characters that no font covers
	 * @throws OverloadedException if the wait takes too long
	 */
	byte[] render(Invoice invoice, Locale language) {
		if (!tryAcquire()) {
			throw new OverloadedException();
		}
		return renderAndRelease(invoice, language);
	}

	/**
	 * Renders the invoice, however long it has to wait.
	 * @throws UnprintableException if it has characters that no font covers
	 */
	byte[] renderInTheEnd(Invoice invoice, Locale language) {
		this.atOnce.acquireUninterruptibly();
		return renderAndRelease(invoice, language);
	}

	private byte[] renderAndRelease(Invoice invoice, Locale language) {
		try {
			return renderNow(invoice, language);
		}
		finally {
			this.atOnce.release();
		}
	}

	private boolean tryAcquire() {
		try {
			return this.atOnce.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private byte[] renderNow(Invoice invoice, Locale language) {
		String html = this.templates.html(invoice, language, logo(invoice));
		this.fonts.requireAll(html);
		try {
			return embed(pdf(html), this.templates.xml(invoice, language), invoice);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Invoice " + invoice.number() + " could not be rendered", ex);
		}
	}

	private byte[] pdf(String html) throws IOException {
		ByteArrayOutputStream pdf = new ByteArrayOutputStream();
		PdfRendererBuilder builder = new PdfRendererBuilder();
		builder.usePdfAConformance(PdfAConformance.PDFA_3_U);
		builder.useColorProfile(SRGB);
		builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
		builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
		this.fonts.addTo(builder);
		builder.withHtmlContent(html, null);
		builder.toStream(pdf);
		builder.run();
		return pdf.toByteArray();
	}

	private static byte[] embed(byte[] pdf, String xml, Invoice invoice) throws IOException {
		ByteArrayOutputStream both = new ByteArrayOutputStream();
		try (ZUGFeRDExporterFromA3 exporter = new ZUGFeRDExporterFromA3()) {
			exporter.setProducer("Orderflow")
				.setCreator(invoice.letterhead().seller().name())
				.setZUGFeRDVersion(2)
				.setProfile(Profiles.getByName("EN16931"))
				.load(pdf);
			exporter.setXML(xml.getBytes(StandardCharsets.UTF_8));
			exporter.export(both);
		}
		return both.toByteArray();
	}

	private @Nullable String logo(Invoice invoice) {
		String digest = invoice.letterhead().logo();
		return (digest != null) ? this.letterheads.logo(digest)
			.map((image) -> "data:" + (image[0] == (byte) 0xff ? "image/jpeg" : "image/png") + ";base64,"
					+ Base64.getEncoder().encodeToString(image))
			.orElseThrow() : null;
	}

}
