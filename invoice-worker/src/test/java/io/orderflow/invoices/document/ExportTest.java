package io.orderflow.invoices.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.invoices.Events;
import io.orderflow.invoices.ServiceTest;
import io.orderflow.invoices.invoice.InvoicesFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ExportTest extends ServiceTest {

	private static final String EVER = "?issuedFrom=2000-01-01&issuedTo=2999-12-31";

	private static final String CSV = "/invoices/export.csv" + EVER;

	private static final String ZIP = "/invoices/export.zip" + EVER;

	private static final String TOTALS = "/invoices/vat-totals" + EVER;

	@Test
	void theTableHasARowForEachVatRateWithCreditNotesTakenOff() {
		UUID cancelled = UUID.randomUUID();
		issue(2, Events.orderPlaced(cancelled), Events.orderCancelled(cancelled));

		List<String> rows = unquoted(CSV).lines().toList();

		assertThat(rows.get(0)).isEqualTo("number,corrects,issuedOn,dueOn,orderId,reference,customer,vatId,country,"
				+ "currency,vatCategory,vatRate,net,vat,gross,accountingCurrency,exchangeRate");
		assertThat(rows.subList(1, rows.size())).hasSize(2)
			.anyMatch((row) -> row.contains(",EUR,S,20,25.00,5.00,30.00,"))
			.anyMatch((row) -> row.startsWith("C") && row.contains(",EUR,S,20,-25.00,-5.00,-30.00,"));
	}

	@Test
	void theTotalsAreThoseOfTheSingleOnes() {
		UUID cancelled = UUID.randomUUID();
		issue(5, Events.orderPlaced(UUID.randomUUID()), Events.orderPlaced(UUID.randomUUID()),
				Events.orderPlaced(cancelled),
				Events.orderCancelled(cancelled,
						(detail) -> detail.putArray("lines").addObject().put("line", 1).put("quantity", "1")),
				Events.orderPlaced(UUID.randomUUID(), (detail) -> {
					((ObjectNode) detail.at("/lines/0")).put("vatRate", "0").put("vatCategory", "Z");
					detail.putObject("totals")
						.put("net", "25.00")
						.put("vat", "0.00")
						.put("gross", "25.00")
						.put("grossMinor", 2500);
				}));

		assertThat(text(TOTALS)).isEqualTo("""
				[{"currency":"EUR","vatCategory":"S","vatRate":"20","net":"62.50","vat":"12.50"},\
				{"currency":"EUR","vatCategory":"Z","vatRate":"0","net":"25.00","vat":"0.00"}]""");
		Map<String, BigDecimal> sums = new HashMap<>();
		unquoted(CSV).lines()
			.skip(1)
			.map((row) -> row.split(",", -1))
			.forEach((row) -> sums.merge(row[row.length - 7] + " " + row[row.length - 6],
					new BigDecimal(row[row.length - 5]), BigDecimal::add));
		assertThat(sums).containsOnly(Map.entry("S 20", new BigDecimal("62.50")),
				Map.entry("Z 0", new BigDecimal("25.00")));
	}

	@Test
	void theZipHasEachOnesPdfAndTheTables() throws IOException {
		UUID cancelled = UUID.randomUUID();
		issue(3, Events.orderPlaced(cancelled), Events.orderCancelled(cancelled), Events.orderPlaced(UUID.randomUUID(),
				(detail) -> ((ObjectNode) detail.get("customer")).put("name", "解析")));

		Map<String, byte[]> files = unzip(bytes(ZIP));

		assertThat(files.keySet()).contains("invoices.csv", "vat-totals.csv").hasSize(5);
		assertThat(files.keySet()).filteredOn((name) -> name.endsWith(".pdf")).hasSize(2);
		assertThat(files.keySet()).filteredOn((name) -> name.endsWith(".xml")).hasSize(1);
		assertThat(new String(files.get("vat-totals.csv")))
			.isEqualTo("\"currency\",\"vatCategory\",\"vatRate\",\"net\",\"vat\"\r\n\"EUR\",\"S\",20,25.00,5.00\r\n");
		files.forEach((name, content) -> {
			if (name.endsWith(".pdf")) {
				assertThat(new String(content, 0, 5)).isEqualTo("%PDF-");
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "issuedFrom=2099-01-01&issuedTo=2099-12-31", "issuedFrom=2000-01-01&issuedTo=2000-12-31",
			"issuedFrom=2000-01-01&issuedTo=2999-12-31&currency=USD" })
	void aPeriodAndACurrencyLeaveOutTheRest(String query) {
		issue(1, Events.orderPlaced(UUID.randomUUID()));

		assertThat(text("/invoices/export.csv?" + query).lines()).hasSize(1);
		assertThat(text("/invoices/vat-totals?" + query)).isEqualTo("[]");
		assertThat(text("/invoices?" + query)).isEqualTo("{\"items\":[],\"next\":null}");
		assertThat(text("/invoices/export.csv?issuedFrom=2026-01-01&issuedTo=2098-12-31&currency=EUR").lines())
			.hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "issuedFrom=yesterday&issuedTo=2026-01-01", "issuedFrom=&issuedTo=2026-01-01",
			"issuedTo=2026-02-30&issuedFrom=2026-01-01", "issuedTo=+12026-01-01&issuedFrom=2026-01-01",
			"currency=euro&issuedFrom=2026-01-01&issuedTo=2026-01-01",
			"currency=&issuedFrom=2026-01-01&issuedTo=2026-01-01" })
	void aWrongParameterIsNamed(String query) {
		for (String path : List.of("/invoices/export.csv?", "/invoices/export.zip?", "/invoices?")) {
			assertIsWrong(path + query, query.replaceAll("=.*", ""));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/invoices/export.csv", "/invoices/export.zip", "/invoices/vat-totals" })
	void nobodyGetsAllYearsForAPeriodThatIsMisspelt(String path) {
		assertIsWrong(path + "?issuedForm=2026-01-01&issuedTo=2026-12-31", "issuedFrom");
		assertIsWrong(path + "?issuedFrom=2026-01-01", "issuedTo");
	}

	private void assertIsWrong(String path, String parameter) {
		this.http.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].parameter")
			.isEqualTo(parameter);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "=1+1|'=1+1", "+1|'+1", "-1|'-1", "@SUM(1)|'@SUM(1)",
			"`\t=1`|`'\t=1`", "a;=1+1|a;=1+1", "=A(\"x\")|'=A(\"\"x\"\")" })
	void aTextIsNoFormulaInASpreadsheet(String name, String written) {
		issue(1, Events.orderPlaced(UUID.randomUUID(),
				(detail) -> ((ObjectNode) detail.get("customer")).put("name", name)));

		assertThat(text(CSV)).contains(",\"" + written + "\",");
	}

	@Test
	void pageAfterPageIsWritten() {
		issueMany();

		List<String> numbers = unquoted(CSV).lines().skip(1).map((row) -> row.split(",")[0]).toList();
		assertThat(numbers).hasSize(250).isSorted().doesNotHaveDuplicates();
		assertThat(JsonPath.<List<String>>read(text("/invoices?limit=100"), "$.items[*].number")).hasSize(100)
			.first()
			.isEqualTo(numbers.get(249));
	}

	@Test
	void anExportThatFailsInItsMidstBreaksOff() {
		issueMany();
		InvoicesFixture.tamper(this.jdbc,
				"update invoices set customer = '{\"name\":[]}' where sequence = (select max(sequence) from invoices)");

		assertThatThrownBy(() -> bytes(CSV)).hasMessageContaining("Premature end");
		// Before its first bytes went out, or after.
		assertThatThrownBy(() -> bytes(ZIP)).isNotNull();
	}

	@Test
	void anExportThatFailsBeforeItsFirstBytesIsAnError() {
		issue(1, Events.orderPlaced(UUID.randomUUID()));
		InvoicesFixture.tamper(this.jdbc, "update invoices set customer = '{\"name\":[]}'");

		for (String path : List.of(CSV, ZIP, TOTALS)) {
			this.http.get()
				.uri(path)
				.exchange()
				.expectStatus()
				.isEqualTo(500)
				.expectBody()
				.jsonPath("$.status")
				.exists();
		}
	}

	@Test
	void whatNoReleaseOfThePastPrintedIsInTheZipAsJson() throws IOException {
		UUID order = UUID.randomUUID();
		issue(1, Events.orderPlaced(order));
		InvoicesFixture.tamper(this.jdbc, "update invoices set placed_at = null, due_on = null, letterhead = null");
		issue(2, Events.orderCancelled(order));

		assertThat(unzip(bytes(ZIP)).keySet()).filteredOn((name) -> name.contains("-"))
			.map((name) -> name.replaceAll(".*\\.", ""))
			.containsExactlyInAnyOrder("csv", "json", "pdf");
	}

	private void issueMany() {
		for (int i = 0; i < 25; i++) {
			INVOICES.send(Stream.generate(() -> Events.orderPlaced(UUID.randomUUID())).limit(10).toList());
		}
		await().until(() -> count() == 250);
	}

	private void issue(int documents, String... events) {
		INVOICES.send(List.of(events));
		await().until(() -> count() == documents);
	}

	private int count() {
		return this.jdbc.sql("select count(*) from invoices").query(Integer.class).single();
	}

	private String unquoted(String path) {
		return text(path).replace("\"", "");
	}

	private String text(String path) {
		return new String(bytes(path), java.nio.charset.StandardCharsets.UTF_8);
	}

	private byte[] bytes(String path) {
		return this.http.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(byte[].class)
			.returnResult()
			.getResponseBody();
	}

	private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
		Map<String, byte[]> files = new HashMap<>();
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				files.put(entry.getName(), in.readAllBytes());
			}
		}
		return files;
	}

}
