package io.orderflow.invoices.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The fonts that invoices are printed in: DejaVu Sans, which covers the Latin, Greek,
 * Cyrillic, Armenian, Georgian, Hebrew and Arabic scripts.
 */
@Component
class InvoiceFonts {

	private static final String FAMILY = "Invoice";

	private static final ClassPathResource REGULAR = font("DejaVuSans.ttf");

	private static final ClassPathResource BOLD = font("DejaVuSans-Bold.ttf");

	private final List<CmapLookup> glyphs = List.of(glyphs(REGULAR), glyphs(BOLD));

	private static ClassPathResource font(String file) {
		return new ClassPathResource("net/sf/jasperreports/fonts/dejavu/" + file);
	}

	void addTo(PdfRendererBuilder builder) {
		builder.useFont(() -> open(REGULAR), FAMILY, 400, FontStyle.NORMAL, true);
		builder.useFont(() -> open(BOLD), FAMILY, 700, FontStyle.NORMAL, true);
	}

	/**
	 * Makes sure that nothing would be printed as a box.
	 * @throws UnprintableException if a font lacks a character
	 */
	void requireAll(String text) {
		String missing = text.codePoints()
			.filter((character) -> "\t\r\n".indexOf(character) < 0)
			.filter((character) -> this.glyphs.stream().anyMatch((font) -> font.getGlyphId(character) == 0))
			.distinct()
			.limit(20)
			.mapToObj((character) -> "%s (U+%04X)".formatted(Character.toString(character), character))
			.collect(Collectors.joining(", "));
		if (!missing.isEmpty()) {
			throw new UnprintableException("The fonts of the PDF lack characters of this invoice: " + missing
					+ ". It can be had as application/xml and application/json");
		}
	}

	private static CmapLookup glyphs(ClassPathResource font) {
		try (InputStream stream = open(font)) {
			return new TTFParser().parse(new RandomAccessReadBuffer(stream)).getUnicodeCmapLookup();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InputStream open(ClassPathResource file) {
		try {
			return file.getInputStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
