package io.orderflow.orders.invoice;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.orderflow.sqs.MessageTrace;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads the event that an invoice, or a credit note, was issued out of a message: the
 * whole EventBridge envelope, its {@code detail} as version 1 of the contract has it.
 * Fields it does not know are ignored.
 */
@Component
class InvoiceEventReader {

	private static final Pattern UUID_FORM = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

	private static final Pattern TIME_FORM = Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}Z");

	private final JsonMapper json;

	InvoiceEventReader(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Reads a message.
	 * @throws IllegalArgumentException if it is no such event; its text says what is
	 * wrong
	 */
	InvoiceNews read(String body) {
		JsonNode envelope = parse(body);
		JsonNode detail = envelope.path("detail");
		boolean creditNote = is(envelope.path("detail-type"), "CreditNoteIssued");
		require(is(envelope.path("source"), "demo.invoices"), "source must be demo.invoices");
		require(creditNote || is(envelope.path("detail-type"), "InvoiceIssued"),
				"detail-type must be InvoiceIssued or CreditNoteIssued");
		require(detail.path("schemaVersion").isIntegralNumber() && detail.path("schemaVersion").asInt(0) == 1,
				"/detail/schemaVersion must be 1");
		String number = text(detail, "number", Pattern.compile((creditNote ? "C" : "") + "[0-9]{4}-[0-9]{6,18}"));
		if (creditNote) {
			text(detail, "corrects", Pattern.compile("[0-9]{4}-[0-9]{6,18}"));
		}
		IssuedInvoice invoice = new IssuedInvoice(UUID.fromString(text(detail, "orderId", UUID_FORM)), creditNote,
				number, time(text(detail, "issuedAt", TIME_FORM)));
		return new InvoiceNews(invoice, MessageTrace.of(envelope));
	}

	/**
	 * The order's id in a message that cannot be read, or was not delivered.
	 * @return empty if it cannot be told
	 */
	Optional<UUID> orderId(String body) {
		return Optional.ofNullable(ids(body).get("order.id")).map(UUID::fromString);
	}

	/**
	 * What the log says of such a message: {@code order.id}, {@code event.id} and
	 * {@code trace.id}, those of them that can be told.
	 */
	Map<String, String> ids(String body) {
		Map<String, String> ids = new LinkedHashMap<>();
		try {
			JsonNode envelope = parse(body);
			uuid(envelope, "orderId").ifPresent((id) -> ids.put("order.id", id));
			uuid(envelope, "eventId").ifPresent((id) -> ids.put("event.id", id));
			String traceId = MessageTrace.of(envelope).traceId();
			if (traceId != null) {
				ids.put("trace.id", traceId);
			}
		}
		catch (IllegalArgumentException ex) {
			// Not JSON: nothing can be told.
			return Map.of();
		}
		return ids;
	}

	private static Optional<String> uuid(JsonNode envelope, String name) {
		JsonNode value = envelope.path("detail").path(name);
		return value.isString() ? Optional.of(value.stringValue()).filter(UUID_FORM.asMatchPredicate())
				: Optional.empty();
	}

	private JsonNode parse(String body) {
		try {
			return this.json.readTree(body);
		}
		catch (JacksonException ex) {
			// Its message may quote the body, and so whatever somebody sent.
			throw new IllegalArgumentException("not JSON: " + ex.getClass().getSimpleName(), ex);
		}
	}

	private static Instant time(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("/detail/issuedAt is no time", ex);
		}
	}

	private static String text(JsonNode detail, String name, Pattern form) {
		JsonNode value = detail.path(name);
		require(value.isString() && form.matcher(value.stringValue()).matches(),
				"/detail/" + name + " must have the form " + form);
		return value.stringValue();
	}

	private static boolean is(JsonNode value, String expected) {
		return value.isString() && value.stringValue().equals(expected);
	}

	private static void require(boolean holds, String rule) {
		if (!holds) {
			throw new IllegalArgumentException(rule);
		}
	}

}
