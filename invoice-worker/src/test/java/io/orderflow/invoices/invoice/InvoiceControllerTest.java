package io.orderflow.invoices.invoice;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.invoices.Events;
import io.orderflow.invoices.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class InvoiceControllerTest extends ServiceTest {

	@Test
	void anInvoiceIsShownWithDecimalsAsStringsAndWithoutWhatItHasNot() {
		UUID order = UUID.randomUUID();
		issue(Events.orderPlaced(order, (detail) -> detail.remove("reference")));

		String json = get("/invoices/2026-000001".replace("2026", String.valueOf(thisYear())));

		assertThat(JsonPath.<String>read(json, "$.orderId")).isEqualTo(order.toString());
		assertThat(JsonPath.<Object>read(json, "$.totals")).hasToString("{net=25.00, vat=5.00, gross=30.00}");
		assertThat(json).contains("""
				"lines":[{"sku":"BOOK-1","description":"Notes on the Analytical Engine","quantity":"2","unit":"C62",\
				"unitPrice":"12.50","vatRate":"20","vatCategory":"S","net":"25.00"}]""")
			.contains("""
					"vat":[{"category":"S","rate":"20","taxable":"25.00","vat":"5.00"}]""")
			.contains("\"currency\":\"EUR\"")
			.doesNotContain("reference")
			.doesNotContain("exemptionReason")
			.doesNotContain("null");
	}

	@Test
	void anOrdersInvoiceIsFound() {
		UUID order = UUID.randomUUID();
		issue(Events.orderPlaced(order), Events.orderPlaced(UUID.randomUUID()));

		String json = get("/invoices?orderId=" + order);

		assertThat(JsonPath.<List<String>>read(json, "$.items[*].orderId")).containsExactly(order.toString());
		assertThat(json).endsWith("\"next\":null}");
	}

	@Test
	void anOrderWithoutInvoiceHasAnEmptyList() {
		assertThat(get("/invoices?orderId=" + UUID.randomUUID())).isEqualTo("{\"items\":[],\"next\":null}");
	}

	@Test
	void allInvoicesAreListedNewestFirstPageByPage() {
		issue(Stream.generate(UUID::randomUUID).limit(7).map(Events::orderPlaced).toArray(String[]::new));

		List<Integer> pages = new ArrayList<>();
		List<String> numbers = new ArrayList<>();
		String next = "";
		while (next != null) {
			String json = get("/invoices?limit=3" + (next.isEmpty() ? "" : "&after=" + next));
			List<String> items = JsonPath.read(json, "$.items[*].number");
			pages.add(items.size());
			numbers.addAll(items);
			next = JsonPath.read(json, "$.next");
		}

		assertThat(pages).containsExactly(3, 3, 1);
		assertThat(numbers).hasSize(7).isSortedAccordingTo((a, b) -> b.compareTo(a)).doesNotHaveDuplicates();
	}

	@Test
	void aPageOfLargeInvoicesEndsEarly() {
		String large = "x".repeat(150_000);
		issue(Stream.generate(UUID::randomUUID).limit(9).map(Events::orderPlaced).toArray(String[]::new));
		InvoicesFixture.tamper(this.jdbc,
				"update invoices set lines = jsonb_set(lines, '{0,description}', '\"" + large + "\"')");

		String json = get("/invoices?limit=100");
		assertThat(JsonPath.<List<String>>read(json, "$.items[*].number")).hasSize(7);
		String rest = get("/invoices?limit=100&after=" + JsonPath.read(json, "$.next"));
		assertThat(JsonPath.<List<String>>read(rest, "$.items[*].number")).hasSize(2);
		assertThat(rest).endsWith("\"next\":null}");
	}

	@Test
	void theLastPageIsNotFollowedByAnEmptyOne() {
		issue(Events.orderPlaced(UUID.randomUUID()));

		assertThat(get("/invoices?limit=1")).endsWith("\"next\":null}");
	}

	@ParameterizedTest
	@CsvSource({ "limit=0,limit", "limit=101,limit", "limit=ten,limit", "limit=,limit", "limit=99999999999,limit",
			"after=!,after", "after=MjAyNg,after", "after=,after", "orderId=4711,orderId", "orderId=,orderId",
			"orderId=1-1-1-1-1,orderId", "orderId=0199c0de-0000-7000-8000-000000000001&limit=0,limit" })
	void aWrongParameterIsNamed(String query, String parameter) {
		this.http.get()
			.uri("/invoices?" + query)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.errors[0].parameter")
			.isEqualTo(parameter)
			.jsonPath("$.errors[0].detail")
			.isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1", "a=%ff", "%ff=1" })
	void aQueryThatIsNoneIsAProblem(String query) {
		this.http.get()
			.uri(URI.create("/invoices?orderId=0199c0de-0000-7000-8000-000000000001&" + query))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void aTypeOfABodyThatIsNotThereIsNotLookedAt() {
		this.http.get().uri("/invoices").header("Content-Type", "multipart/form-data").exchange().expectStatus().isOk();
	}

	@ParameterizedTest
	@CsvSource({ "/invoices/2026-999999", "/invoices/4711", "/invoices/2026-000000", "/nothing/here", "/",
			"/invoices/2026-000001/pdf" })
	void whatIsNotThereIsAProblem(String path) {
		this.http.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(404);
	}

	@Test
	void invoicesCannotBePosted() {
		this.http.post()
			.uri("/invoices")
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void anotherRepresentationIsNotAcceptable() {
		this.http.get()
			.uri("/invoices")
			.accept(MediaType.APPLICATION_PDF)
			.exchange()
			.expectStatus()
			.isEqualTo(406)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void theApiIsDescribed() {
		String json = get("/v3/api-docs");

		assertThat(JsonPath.<Map<String, Object>>read(json, "$.paths")).containsKeys("/invoices", "/invoices/{number}");
		assertThat(JsonPath.<String>read(json, "$.components.schemas.Totals.properties.gross.type"))
			.isEqualTo("string");
		assertThat(JsonPath.<String>read(json, "$.components.schemas.Invoice.properties.number.type"))
			.isEqualTo("string");
		assertThat(JsonPath.<String>read(json, "$.components.schemas.Invoice.properties.currency.type"))
			.isEqualTo("string");
		assertThat(JsonPath.<List<String>>read(json, "$.components.schemas.InvoicePage.properties.next.type[*]"))
			.containsExactlyInAnyOrder("string", "null");
	}

	/** All that the tests of this service over HTTP have seen. */
	@ParameterizedTest
	@CsvSource({ "/invoices,200 400 401 403 406 503", "/invoices/{number},200 400 401 403 404 406 503" })
	void everyStatusOfAnOperationIsDescribed(String path, String statuses) {
		Map<String, Object> responses = JsonPath.read(get("/v3/api-docs"), "$.paths['" + path + "'].get.responses");

		assertThat(responses).containsKeys(statuses.split(" ")).doesNotContainKeys("default", "500");
	}

	@Test
	void noParameterOfTheListIsRequired() {
		List<Boolean> required = JsonPath.read(get("/v3/api-docs"), "$.paths./invoices.get.parameters[*].required");

		assertThat(required).containsOnly(false);
	}

	@Test
	void healthInfoAndMetricsAreThere() {
		assertThat(get("/actuator/health/liveness")).contains("UP");
		assertThat(get("/actuator/health/readiness")).contains("UP");
		assertThat(get("/actuator/info")).contains("invoice-worker");
		assertThat(get("/actuator/prometheus")).contains("invoices_issued_total", "invoices_duplicates_total",
				"invoices_dead_lettered_total{", "reason=\"totals_mismatch\"",
				"invoices_order_to_invoice_seconds_bucket");
	}

	private void issue(String... events) {
		INVOICES.send(List.of(events));
		await()
			.until(() -> this.jdbc.sql("select count(*) from invoices").query(Integer.class).single() == events.length);
	}

	private int thisYear() {
		return this.jdbc.sql("select series from invoice_series").query(Integer.class).single();
	}

	private String get(String path) {
		return this.http.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

}
