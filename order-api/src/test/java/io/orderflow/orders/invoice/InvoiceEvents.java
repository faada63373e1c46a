package io.orderflow.orders.invoice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * Messages as EventBridge puts them into the queue.
 */
final class InvoiceEvents {

	private InvoiceEvents() {
	}

	/** Around an example of the contract, by whose folder it goes. */
	static String envelope(Path example) {
		try {
			return envelope(example.toString().contains("credit-note") ? "CreditNoteIssued" : "InvoiceIssued",
					Files.readString(example));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String invoiceIssued(UUID order, String number, Instant issuedAt) {
		return envelope(Path.of("../contract/examples/invoice-issued/valid/invoice-issued.json"))
			.replace("0199c0de-0000-7000-8000-000000000001", order.toString())
			.replace("2026-000001", number)
			.replace("2026-11-23T10:15:30.623456Z", issuedAt.toString());
	}

	static String creditNoteIssued(UUID order) {
		return envelope(Path.of("../contract/examples/credit-note-issued/valid/credit-note-issued.json"))
			.replace("0199c0de-0000-7000-8000-000000000001", order.toString());
	}

	private static String envelope(String detailType, String detail) {
		return """
				{"version":"0","id":"0","detail-type":"%s","source":"demo.invoices","account":"000000000000",\
				"time":"2026-11-23T10:15:30Z","region":"eu-central-1","resources":[],"replay-name":"again","detail":%s}"""
			.formatted(detailType, detail);
	}

}
