package io.orderflow.orders.reconciliation;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.orderflow.orders.invoice.IssuedInvoice;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpServerErrorException.ServiceUnavailable;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * The invoices and credit notes of invoice-worker, over HTTP, newest first. What is
 * issued while they are read may be left out, and nothing else.
 */
class WorkerInvoices {

	/** Of a list that is full of others: it says to come again. */
	private static final RetryPolicy RETRIES = RetryPolicy.builder()
		.includes(ServiceUnavailable.class)
		.maxRetries(5)
		.delay(Duration.ofSeconds(1))
		.build();

	private final RetryTemplate retries = new RetryTemplate(RETRIES);

	private final URI url;

	private final RestClient http;

	/**
	 * @param token null where none is demanded
	 */
	WorkerInvoices(URI url, @Nullable String token) {
		this.url = url;
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
		requests.setReadTimeout(Duration.ofSeconds(30));
		RestClient.Builder client = RestClient.builder()
			.baseUrl(url.toString().replaceAll("/$", ""))
			.requestFactory(requests);
		this.http = ((token != null) ? client.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token) : client)
			.build();
	}

	/**
	 * Reads them page by page, and has no more than a page in memory.
	 * @param since only those issued since, or up to two days before; null for all
	 * @throws WorkerUnavailableException if they cannot be read
	 */
	void forEachPage(@Nullable Instant since, Consumer<List<IssuedInvoice>> action) {
		LocalDate from = (since != null) ? since.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1) : null;
		String next = "";
		while (next != null) {
			Page page = page(from, next);
			action.accept(page.items().stream().map(Document::issued).toList());
			next = page.next();
		}
	}

	private Page page(@Nullable LocalDate from, String after) {
		try {
			return Objects.requireNonNull(this.retries.execute(() -> this.http.get().uri((uri) -> {
				uri.path("/invoices").queryParam("limit", 100);
				if (from != null) {
					uri.queryParam("issuedFrom", from);
				}
				if (!after.isEmpty()) {
					uri.queryParam("after", after);
				}
				return uri.build();
			}).retrieve().body(Page.class)));
		}
		catch (RetryException ex) {
			throw unavailable(ex.getCause());
		}
		catch (RuntimeException ex) {
			throw unavailable(ex);
		}
	}

	private WorkerUnavailableException unavailable(@Nullable Throwable ex) {
		String what;
		if (ex instanceof HttpStatusCodeException answer) {
			what = List.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN).contains(answer.getStatusCode())
					? "demands a token: set ORDERS_RECONCILIATION_TOKEN to a valid one with the scope invoices:read"
					: "answered %s: see its log".formatted(answer.getStatusCode());
		}
		else if (ex instanceof ResourceAccessException) {
			what = "does not answer: start it, or say where it is by --invoices-url";
		}
		else {
			what = "did not answer with a list of invoices: say where it is by --invoices-url";
		}
		return new WorkerUnavailableException("invoice-worker at %s %s (%s)".formatted(this.url, what, ex), ex);
	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Page(List<Document> items, @Nullable String next) {

		Page {
			Objects.requireNonNull(items, "items");
		}

	}

	/**
	 * An invoice, or a credit note.
	 *
	 * @param corrects the invoice that a credit note is for; null on an invoice
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Document(String number, @Nullable String corrects, UUID orderId, Instant issuedAt) {

		Document {
			Objects.requireNonNull(number, "number");
			Objects.requireNonNull(orderId, "orderId");
			Objects.requireNonNull(issuedAt, "issuedAt");
		}

		IssuedInvoice issued() {
			return new IssuedInvoice(this.orderId, this.corrects != null, this.number, this.issuedAt);
		}

	}

}
