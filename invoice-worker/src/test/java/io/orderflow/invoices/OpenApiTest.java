package io.orderflow.invoices;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.contract.Answers;
import io.orderflow.contract.EventContract;
import io.orderflow.contract.OpenApiFile;
import io.orderflow.invoices.invoice.InvoicesFixture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What others were told in {@code contract} is what the service does.
 */
class OpenApiTest extends ServiceTest {

	private static final Path CONTRACT = Path.of("../contract");

	private static final OpenApiFile FILE = new OpenApiFile(CONTRACT.resolve("invoice-worker.openapi.json"));

	private static final Queue UPDATES = new Queue("order-updates");

	private static final String PERIOD = "?issuedFrom=2026-01-01&issuedTo=2126-12-31";

	private final List<String> faults = new ArrayList<>();

	@Test
	void theFileSaysWhatTheServiceSays() {
		FILE.isThat(this.http.get()
			.uri("/v3/api-docs")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	@Test
	void answersAndEventsAreAsTheyAreDescribed() {
		UUID cancelled = UUID.randomUUID();
		UPDATES.purge();
		INVOICES.send(List.of(Events.orderPlaced(cancelled), Events.orderCancelled(cancelled),
				Events.orderPlaced(UUID.randomUUID(), (detail) -> {
					detail.remove("reference");
					detail.putObject("exchangeRate").put("currency", "USD").put("rate", "1.1");
				})));
		List<String> told = new ArrayList<>();
		// Behind what other tests' invoices have told.
		await().atMost(Duration.ofMinutes(1)).until(() -> {
			UPDATES.take().stream().map(Message::body).forEach(told::add);
			return told.stream().filter((event) -> event.contains(cancelled.toString())).count() == 2;
		});
		await().until(() -> this.jdbc.sql("select count(*) from invoices").query(Integer.class).single() == 3);

		assertThat(told).allSatisfy((event) -> assertThat(EventContract.in(CONTRACT).faults(event)).isEmpty());

		List<String> numbers = JsonPath.read(ask(200, "/invoices", null), "$.items[*].number");
		assertThat(numbers).hasSize(3);
		for (String number : numbers) {
			ask(200, "/invoices/{number}", null, number);
			ask(200, "/invoices/{number}", MediaType.APPLICATION_XML, number);
		}
		ask(200, "/invoices?limit=1", null);
		ask(200, "/invoices?orderId=" + cancelled, null);
		ask(200, "/invoices/{number}.pdf", null, numbers.get(0));
		ask(200, "/invoices/vat-totals" + PERIOD, null);
		ask(200, "/invoices/export.csv" + PERIOD, null);
		InvoicesFixture.tamper(this.jdbc, "update invoices set issued_on = '2026-01-01' where number not like 'C%'");
		assertThat(ask(200, "/invoices/vat-totals" + PERIOD.replace("01-01", "01-02"), null)).contains("\"-5.00\"");
		assertThat(this.faults).isEmpty();
	}

	@Test
	void refusalsAreAsTheyAreDescribed() {
		ask(400, "/invoices?limit=0", null);
		ask(400, "/invoices/vat-totals", null);
		ask(404, "/invoices/{number}", null, "2026-999999");
		ask(406, "/invoices", MediaType.APPLICATION_PDF);
		assertThat(this.faults).isEmpty();
	}

	private String ask(int status, String path, MediaType accept, Object... variables) {
		EntityExchangeResult<byte[]> answer = this.http.get()
			.uri(path, variables)
			.headers((headers) -> headers.setAccept((accept != null) ? List.of(accept) : List.of()))
			.exchange()
			.expectBody(byte[].class)
			.returnResult();
		String body = new String(answer.getResponseBody(), StandardCharsets.UTF_8);
		assertThat(answer.getStatus().value()).as(body).isEqualTo(status);
		MediaType type = answer.getResponseHeaders().getContentType();
		this.faults.addAll(Answers.by(FILE)
			.faults("GET", path.replaceAll("\\?.*", ""), status, type.getType() + "/" + type.getSubtype(), body));
		return body;
	}

}
