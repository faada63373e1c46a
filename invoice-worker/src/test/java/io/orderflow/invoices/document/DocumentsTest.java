package io.orderflow.invoices.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.invoices.Events;
import io.orderflow.invoices.ServiceTest;
import io.orderflow.invoices.invoice.InvoicesFixture;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mustangproject.validator.ZUGFeRDValidator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * PDF and XML of invoices and credit notes, as they are read over HTTP.
 */
class DocumentsTest extends ServiceTest {

	static Stream<Path> examples() {
		return Events.examples("valid").stream();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void theDocumentsOfEveryExampleAreValid(Path example) {
		INVOICES.send(Events.envelopeOf(example));
		String number = awaitNumbers(1).get(0);

		assertValid(xml(number), "xml");
		if (!example.endsWith("no-minor-units.json")) {
			assertValid(pdf(number, "en"), "pdf", "xml");
		}
	}

	@ParameterizedTest
	@CsvSource({ "en", "de", "fr" })
	void aCreditNoteIsValidInEveryLanguage(String language) {
		UUID order = UUID.randomUUID();
		INVOICES.send(List.of(Events.orderPlaced(order), Events.orderCancelled(order)));
		String creditNote = awaitNumbers(2).get(0);

		assertThat(creditNote).startsWith("C");
		assertValid(pdf(creditNote, language), "pdf", "xml");
		assertThat(new String(xml(creditNote))).contains("<ram:TypeCode>381</ram:TypeCode>",
				"<ram:IssuerAssignedID>" + creditNote.substring(1) + "</ram:IssuerAssignedID>");
	}

	@Test
	void theCreditNoteForAnInvoiceOfTheReleaseBeforeIsValid() {
		UUID order = UUID.randomUUID();
		INVOICES.send(Events.orderPlaced(order));
		awaitNumbers(1);
		InvoicesFixture.tamper(this.jdbc, "update invoices set placed_at = null, due_on = null, letterhead = null");
		INVOICES.send(Events.orderCancelled(order));

		assertValid(pdf(awaitNumbers(2).get(0), "en"), "pdf", "xml");
	}

	@ParameterizedTest
	@CsvSource({ "Z,,zero rate", "E,Article 132,exempt", "E,,exempt", "AE,,reverse charge", "G,,export" })
	void whereNoVatIsChargedItSaysWhy(String category, String reason, String words) throws IOException {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID(), (detail) -> {
			((ObjectNode) detail.get("customer")).put("vatId", "FR12345678901");
			line(detail).put("vatRate", "0").put("vatCategory", category).put("exemptionReason", reason);
			totals(detail, "25.00", "0.00", "25.00", 2500);
		}));
		String number = awaitNumbers(1).get(0);

		byte[] pdf = pdf(number, "en");
		assertValid(pdf, "pdf", "xml");
		assertThat(text(pdf)).contains(words).contains((reason != null) ? reason : words);
	}

	@Test
	void anInvoiceInAForeignCurrencyStatesItsVatInThatOfTheBooksToo() throws IOException {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID(),
				(detail) -> detail.put("currency", "USD")
					.putObject("exchangeRate")
					.put("currency", "EUR")
					.put("rate", "0.8571")));
		String number = awaitNumbers(1).get(0);

		byte[] pdf = pdf(number, "en");
		assertValid(pdf, "pdf", "xml");
		assertThat(new String(xml(number))).contains("<ram:TaxCurrencyCode>EUR</ram:TaxCurrencyCode>",
				"<ram:TaxTotalAmount currencyID=\"USD\">5.00</ram:TaxTotalAmount>",
				"<ram:TaxTotalAmount currencyID=\"EUR\">4.29</ram:TaxTotalAmount>");
		assertThat(text(pdf)).contains("VAT in EUR: 4.29, at a rate of 0.8571 EUR for 1 USD.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "en|GB|Invoice|1,234.50|1 June 2026", "de|DE|Rechnung|1.234,50|1. Juni 2026",
			"fr|FR|Facture|1 234,50|1 juin 2026", "de|CH|Rechnung|1’234.50|1. Juni 2026" })
	void wordsAreOfTheLanguageAskedForAndNumbersOfTheBuyer(String language, String country, String title, String amount,
			String date) throws IOException {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID(), (detail) -> {
			detail.put("placedAt", "2026-06-01T12:00:00Z");
			((ObjectNode) detail.at("/customer/address")).put("country", country);
			line(detail).put("quantity", "1").put("unitPrice", "1234.50");
			totals(detail, "1234.50", "246.90", "1481.40", 148140);
		}));

		assertThat(text(pdf(awaitNumbers(1).get(0), language)).replace('\u202f', ' ').replace('\u00a0', ' '))
			.contains(title, amount, date);
	}

	@Test
	void whoAsksForNoLanguageThatThereIsGetsThatOfTheInvoice() throws IOException {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID()));
		String number = awaitNumbers(1).get(0);

		assertThat(text(pdf(number, "ja"))).contains("Please pay by");
		assertThat(text(pdf(number, null))).contains("Please pay by");
		assertThat(text(pdf(number, "ja, de-AT;q=0.5"))).contains("Bitte zahlen Sie");
	}

	@Test
	void twoHundredLinesGoOverPagesEachWithTheHeadOfTheTable() throws IOException {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID(), (detail) -> {
			ArrayNode lines = detail.putArray("lines");
			IntStream.rangeClosed(1, 200)
				.forEach((i) -> lines.addObject()
					.put("sku", "SKU-" + i)
					.put("description", "Thing " + i)
					.put("quantity", "1")
					.put("unitPrice", "0.10")
					.put("vatRate", "20"));
			totals(detail, "20.00", "4.00", "24.00", 2400);
		}));

		byte[] pdf = pdf(awaitNumbers(1).get(0), "en");
		assertValid(pdf, "pdf", "xml");
		try (PDDocument document = Loader.loadPDF(pdf)) {
			int pages = document.getNumberOfPages();
			assertThat(pages).isGreaterThan(4);
			for (int page = 1; page <= pages; page++) {
				PDFTextStripper stripper = new PDFTextStripper();
				stripper.setStartPage(page);
				stripper.setEndPage(page);
				assertThat(stripper.getText(document)).as("page " + page).contains("Page " + page + " / " + pages);
				if (page < pages) {
					assertThat(stripper.getText(document)).as("page " + page).contains("Quantity");
				}
			}
		}
	}

	@Test
	void whatTheFontsLackIsRefusedAsPdfAndThereAsXml() {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID(),
				(detail) -> ((ObjectNode) detail.get("customer")).put("name", "解析")));
		String number = awaitNumbers(1).get(0);

		EntityExchangeResult<byte[]> refused = get("/invoices/" + number + ".pdf", "*/*", null);
		assertThat(refused.getStatus().value()).isEqualTo(406);
		assertThat(new String(refused.getResponseBody())).contains("U+89E3", "application/xml");
		assertValid(xml(number), "xml");
	}

	@Test
	void everyScriptThatTheFontsCoverIsPrinted() throws IOException {
		String names = "Łódź, Ævar, Ωμέγα, Ёлка, Հայ, ქარ, ½ € ™, שלום, مرحبا";
		INVOICES.send(Events.orderPlaced(UUID.randomUUID(), (detail) -> {
			((ObjectNode) detail.get("customer")).put("name", names);
			line(detail).put("description", "<b>&amp; \"quoted\"</b> " + "long".repeat(25));
		}));

		byte[] pdf = pdf(awaitNumbers(1).get(0), "en");
		assertValid(pdf, "pdf", "xml");
		assertThat(text(pdf).replaceAll("\\s+", " ")).contains(names, "<b>&amp; \"quoted\"</b>");
	}

	@Test
	void itIsPrintedWithTheSellerItWasIssuedWith() throws IOException {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID()));
		String number = awaitNumbers(1).get(0);
		InvoicesFixture.tamper(this.jdbc,
				"update invoices set letterhead = jsonb_set(letterhead, '{seller,name}', '\"Former Ltd\"')");

		assertThat(text(pdf(number, "en"))).contains("Former Ltd").doesNotContain("Sample Seller");
	}

	@Test
	void aPdfIsShownInTheBrowserUnderItsNumber() {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID()));
		String number = awaitNumbers(1).get(0);

		EntityExchangeResult<byte[]> answer = get("/invoices/" + number + ".pdf",
				"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "en");

		assertThat(answer.getStatus().value()).isEqualTo(200);
		assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PDF);
		assertThat(answer.getResponseHeaders().getFirst("Content-Disposition"))
			.isEqualTo("inline; filename=\"" + number + ".pdf\"");
	}

	private List<String> awaitNumbers(int count) {
		await().until(() -> numbers().size() == count);
		return numbers();
	}

	/** The newest first; of those of one moment, credit notes first. */
	private List<String> numbers() {
		return this.jdbc.sql("select number from invoices order by series desc, sequence desc")
			.query(String.class)
			.list();
	}

	private byte[] xml(String number) {
		EntityExchangeResult<byte[]> answer = get("/invoices/" + number, "application/xml", null);
		assertThat(answer.getStatus().value()).isEqualTo(200);
		return answer.getResponseBody();
	}

	private byte[] pdf(String number, String language) {
		EntityExchangeResult<byte[]> answer = get("/invoices/" + number, "application/pdf", language);
		assertThat(answer.getStatus().value()).isEqualTo(200);
		return answer.getResponseBody();
	}

	private EntityExchangeResult<byte[]> get(String path, String accept, String language) {
		return this.http.get().uri(path).headers((headers) -> {
			headers.set("Accept", accept);
			if (language != null) {
				headers.set("Accept-Language", language);
			}
		}).exchange().expectBody(byte[].class).returnResult();
	}

	/**
	 * By Mustang, which has veraPDF's rules and the Schematron of EN 16931. Its verdict
	 * over all does not count a broken PDF, so each part's own is looked at.
	 */
	private static void assertValid(byte[] document, String... parts) {
		String report = new ZUGFeRDValidator().validate(document, "invoice");
		for (String part : parts) {
			assertThat(report.replaceAll("\\s+", " "))
				.containsPattern("<" + part + ">((?!</" + part + ">).)*<summary status=\"valid\"/> </" + part + ">");
		}
	}

	private static String text(byte[] pdf) throws IOException {
		try (PDDocument document = Loader.loadPDF(pdf)) {
			return new PDFTextStripper().getText(document);
		}
	}

	private static ObjectNode line(ObjectNode detail) {
		return (ObjectNode) detail.get("lines").get(0);
	}

	private static void totals(ObjectNode detail, String net, String vat, String gross, int grossMinor) {
		detail.putObject("totals").put("net", net).put("vat", vat).put("gross", gross).put("grossMinor", grossMinor);
	}

}
